// The set-up guide of a template for one system, as text: the page says the same.
import { z } from 'zod'
import { guideAsMarkdown } from '@/lib/guides/markdown'
import { sayIn } from '@/lib/guides/marked'
import { protocols, systems } from '@/lib/guides/systems'
import { templateById } from '@/lib/templates/template'
import { locales } from '@/lib/words/locales'
import { choiceFrom, guideFor } from '@/app/(account)/templates/[templateId]/guide/guide-for'
import { operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'

const MARKDOWN = 'text/markdown; charset=utf-8'

const get = operation({
  id: 'getTemplateGuide',
  method: 'GET',
  path: '/api/v1/templates/{template}/guide',
  tag: 'templates',
  access: 'manage-templates',
  query: z.object({
    system: z.enum(systems).default('other').describe('the system that sends the file'),
    protocol: z.enum(protocols).optional().describe('the first one the system knows, if left out or unknown to it'),
    locale: z.enum(locales).optional().describe('the language of the caller, if left out'),
  }),
  answer: { status: 200, media: ['text/markdown'] },
  async handle({ account, params, query, locale }) {
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const choice = choiceFrom(query.system, { protocol: query.protocol, lang: query.locale }, locale)
    const made = await guideFor(account, template, choice)
    if (!made) return refuse('not-found')
    const text = guideAsMarkdown(made.guide, sayIn(choice.locale))
    return new Response(text, { headers: { 'content-type': MARKDOWN, 'content-language': choice.locale } })
  },
})

export const templateGuideOperations = { get }
