import { builtInTypes, type Catalogue } from '@/lib/import-types/catalogue'
import type { TemplateRules } from '@/lib/templates/template-rules'
import { problemsOfFile } from './mapping-problems'

/** What a template's mapping must keep to: the same as a job's. */
export function templateRules(catalogue: Catalogue = builtInTypes): TemplateRules {
  return {
    typeNamed: (name) => catalogue.named(name),
    problemsOf: (file, importType) => problemsOfFile(file, { importType, catalogue }),
  }
}
