import { Search } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { TextField } from '@/components/ui/text-field'
import { Choice } from './choice'
import { templateStates, type TemplateFilter } from './template-rows'

type Props = {
  filter: TemplateFilter
  logins: readonly { id: string; name: string }[]
  types: readonly (readonly [name: string, title: string])[]
}

/** Finds templates by a part of a name, by login, type and what became of the last file; all of it part of the address. */
export function TemplateSearch({ filter, logins, types }: Props) {
  const words = useTranslations('templatesPage.search')
  const any = { value: '', title: words('any') }
  const isFiltered = filter.search !== '' || filter.login !== '' || filter.type !== '' || filter.state !== 'all'
  return (
    <Form action="/templates" role="search" className="mb-6 flex flex-wrap items-end gap-3 print:hidden">
      <TextField
        key={filter.search}
        name="search"
        type="search"
        label={words('label')}
        defaultValue={filter.search}
        className="w-64 max-w-full"
      />
      {logins.length > 1 || filter.login ? (
        <Choice
          name="login"
          label={words('login')}
          value={filter.login}
          options={[any, ...logins.map(({ id, name }) => ({ value: id, title: name }))]}
        />
      ) : null}
      {types.length > 1 || filter.type ? (
        <Choice
          name="type"
          label={words('type')}
          value={filter.type}
          options={[any, ...types.map(([value, title]) => ({ value, title }))]}
        />
      ) : null}
      <Choice
        name="state"
        label={words('state')}
        value={filter.state}
        options={templateStates.map((state) => ({ value: state, title: words(`states.${state}`) }))}
      />
      <Button type="submit" variant="secondary" icon={<Search aria-hidden className="size-5" />}>
        {words('submit')}
      </Button>
      {isFiltered ? (
        <ButtonLink href="/templates" variant="secondary">
          {words('clear')}
        </ButtonLink>
      ) : null}
    </Form>
  )
}
