// A page whose code is fetched when it is first entered: the place is kept while it comes; where it does not, that is said, with what to do.

import { Component, type ComponentType, type ReactNode, Suspense, lazy, useState } from 'react';
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

/** A page to enter; `ahead` fetches its code before. */
export interface LatePage {
  (): ReactNode;
  /** What does not come now is asked for again when the page is entered. */
  readonly ahead: () => Promise<unknown>;
}

export function latePage(load: () => Promise<ComponentType>): LatePage {
  let here: ComponentType | undefined;
  const fetched = async (): Promise<ComponentType> => (here = await arrived(load()));
  const Late = lazy(async () => ({ default: await fetched() }));
  function Page(): ReactNode {
    // Once its code is here, nothing stands in its place for a moment: React would keep that for 300 ms.
    const [At] = useState(() => here ?? Late);
    return (
      <UnlessUnreached>
        <Suspense fallback={<Skeleton shape="page" count={1} />}>
          <At />
        </Suspense>
      </UnlessUnreached>
    );
  }
  return Object.assign(Page, { ahead: () => fetched().catch(() => undefined) });
}
