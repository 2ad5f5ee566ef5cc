/** Imports point inwards: shells → core → library and decimal. The folders of core do not reach into each other's insides. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-knows-no-shell',
      severity: 'error',
      from: { path: '^(core|library)/' },
      to: { path: '^(main|preload|renderer|server|cli|e2e)/' },
    },
    {
      name: 'core-knows-no-electron',
      severity: 'error',
      from: { path: '^(core|library|server|cli|renderer)/' },
      to: { path: '^node_modules/(electron|svelte)/', pathNot: '^node_modules/svelte/' },
    },
    {
      name: 'core-knows-no-svelte',
      severity: 'error',
      from: { path: '^(core|library|server|cli|main|preload)/' },
      to: { path: '^node_modules/svelte/' },
    },
    {
      name: 'library-knows-nothing',
      severity: 'error',
      from: { path: '^library/', pathNot: '\\.test\\.ts$|test-' },
      to: { path: '^core/' },
    },
    {
      name: 'decimal-knows-nothing',
      severity: 'error',
      from: { path: '^decimal/' },
      to: { path: '^(core|library|server|cli|main|preload|renderer)/' },
    },
    {
      name: 'page-knows-the-contract-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(core/(?!contract)|library|server|main|preload)' },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: '^core/sandbox/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/(question|model|ledger|rates|ask|app)' },
    },
    {
      name: 'ledger-stands-alone',
      severity: 'error',
      from: { path: '^core/ledger/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/(question|model|program|rates|ask|app)' },
    },
    {
      name: 'evidence-stands-on-the-ledger',
      severity: 'error',
      from: { path: '^core/evidence/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/(question|model|program|ask|app|record)' },
    },
    {
      name: 'ledger-needs-no-evidence',
      severity: 'error',
      from: { path: '^core/ledger/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/evidence/' },
    },
    {
      name: 'reading-stands-alone',
      severity: 'error',
      from: { path: '^core/question/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/(model|program|ledger|rates|sandbox|ask|app)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'svelte', 'default'] },
  },
};
