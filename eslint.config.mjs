import coreWebVitals from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'

const config = [
  {
    ignores: [
      '.next/**',
      'lib/generated/**',
      'e2e/results/**',
      'e2e/report/**',
      'next-env.d.ts',
      '.data/**',
      '*.tmp.mjs',
    ],
  },
  ...coreWebVitals,
  ...typescript,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-properties': [
        'error',
        {
          property: '$queryRawUnsafe',
          message: 'SQL is never built from strings: use a tagged template or bound values.',
        },
        {
          property: '$executeRawUnsafe',
          message: 'SQL is never built from strings: use a tagged template or bound values.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:child_process',
              importNames: ['exec', 'execSync'],
              message: 'No shell: spawn with arguments.',
            },
          ],
        },
      ],
      'react-hooks/incompatible-library': 'off',
      // It takes route handlers such as /api/v1/docs for pages; those are left by a real navigation.
      '@next/next/no-html-link-for-pages': 'off',
    },
  },
  // Playwright hands a fixture on by a function called use.
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
]

export default config
