// For tests only: every client of the table. A new one is an entry here.
import type { TestClient } from './test-client'
import { commandLineClients } from './command-line-clients'
import { jschClients } from './jsch-clients'
import { opensshClients } from './openssh-clients'
import { packageClients } from './package-clients'
import { pythonClients } from './python-clients'

export const allClients: readonly TestClient[] = [
  ...opensshClients,
  ...commandLineClients,
  ...pythonClients,
  ...packageClients,
  ...jschClients,
]
