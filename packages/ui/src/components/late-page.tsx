// A page whose code is fetched when it is first entered: the place is kept while it comes; where it does not, that is said, with what to do.

import { Component, type ComponentType, type ReactNode, Suspense, lazy } from 'react';
import { UnreachedError, arrived } from '../http/arrived.ts';
import { useLanguage } from '../wording/index.ts';
import { Skeleton } from './messages.tsx';
import { Unreached } from './unreached.tsx';

class UnlessUnreached extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: undefined };
  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }
  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (error instanceof UnreachedError) return <UnreachedHere error={error} />;
    throw error;
  }
}

function UnreachedHere({ error }: { readonly error: UnreachedError }): ReactNode {
  const { speech } = useLanguage();
  return <Unreached speech={speech} error={error} />;
}

export function latePage(load: () => Promise<ComponentType>): () => ReactNode {
  const Page = lazy(async () => ({ default: await arrived(load()) }));
  return function LatePage() {
    return (
      <UnlessUnreached>
        <Suspense fallback={<Skeleton shape="page" count={1} />}>
          <Page />
        </Suspense>
      </UnlessUnreached>
    );
  };
}
