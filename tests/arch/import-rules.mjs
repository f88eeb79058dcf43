// Who may import whom: the table of docs/ARCHITECTURE.md as rules of dependency-cruiser.
// One rule per arrow that must not exist; its comment says why. tests/arch/canary.test.ts proves that each of them bites.

const domain = '^packages/domain/';
const contract = '^packages/contract/';
const codecs = '^packages/codecs/';
const ui = '^packages/ui/src/';
const server = '^packages/server/src/';
const ports = '^packages/server/src/ports/';
/** What puts a program together: the server, and the operators' commands. */
const compositions = '^packages/server/src/(main|operate-[a-z]+)[.]ts$';
const anyPackage = '(^|/)node_modules/';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** Files under `path` may import themselves and `allowed`, nothing else; Node's own modules only where `withNode`. */
const only = (name, path, allowed, comment, withNode = false) => ({
  name,
  comment,
  severity: 'error',
  from: { path },
  to: { pathNot: [path, ...allowed], ...(withNode ? { dependencyTypesNot: ['core'] } : {}) },
});
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    never('no-circular', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, 'Two modules that need each other to run are one module.'),
    never('no-unresolvable', {}, { couldNotResolve: true }, 'An import that leads nowhere.'),
    never('no-undeclared', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }, 'npm hoists: an import must be in the package.json beside it.'),
    never('no-test-in-product', { pathNot: '^tests/' }, { path: '^tests/' }, 'Shipped code never needs a test file.'),

    only('domain-alone', domain, [], 'The law of the record depends on nothing: no package, no node module, no other room.'),
    only('codecs-pure', codecs, [domain, npm('libxml2-wasm')], 'Wire formats translate; they never fetch, store or decide.'),
    only(
      'contract-thin',
      contract,
      ['^packages/domain/src/(kernel|terminology)/', npm('zod')],
      'What apps and server agree on, and the closed lists it is made of.',
    ),
    only('ui-sees-the-contract', ui, [contract, anyPackage], 'The kit draws; it holds no rule.'),
    never('ui-without-node', { path: '^(packages/ui|apps/[^/]+)/src/' }, { dependencyTypes: ['core'] }, 'What runs in a browser has no Node.'),

    only('ports-are-types', ports, [ports, domain], 'A port names what the application needs, in the words of the domain.'),
    only('application-inward', `${server}application/`, [ports, domain], 'A use case asks ports and the domain, never PostgreSQL, HTTP or a wire format.'),
    only(
      'storage-inward',
      `${server}storage/`,
      [ports, domain, npm('pg', 'pg-copy-streams', '@types/pg', '@types/pg-copy-streams')],
      'Storage implements ports and knows nobody above it.',
      true,
    ),
    never(
      'interfaces-via-application',
      { path: `${server}interfaces/` },
      { path: [`${server}storage/`, compositions] },
      'No door reaches storage: that would skip the decision and the trace.',
    ),
    never(
      'interfaces-are-siblings',
      { path: `${server}interfaces/([^/]+)/` },
      { path: `${server}interfaces/[^/]+/`, pathNot: `${server}interfaces/($1|pipeline)/` },
      'What two doors share belongs in application, codecs or the pipeline beside them.',
    ),
    never('main-composes', { pathNot: '^(tools|tests)/' }, { path: compositions }, 'Only commands start the server; nobody imports the composition.'),

    only('apps-see-the-contract', '^apps/', [contract, '^packages/ui/', anyPackage], 'An app knows the contract and the kit, never a rule of access.', true),
    never('apps-are-siblings', { path: '^apps/([^/]+)/' }, { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' }, 'Two apps share nothing but packages/ui.'),
    never(
      'tools-through-main',
      { path: '^tools/' },
      { path: [server, '^apps/'], pathNot: [compositions, `${server}config[.]ts$`] },
      'A tool starts the server as anybody does; it never reaches inside.',
    ),
  ],
  options: {
    // TypeScript 7 has no API dependency-cruiser could read sources with: swc parses them.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count: an `import type` from a forbidden room is a dependency too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
