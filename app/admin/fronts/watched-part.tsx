import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { CodeText } from '@/components/ui/code-text'
import { Section } from '@/components/ui/section'
import { watchedFolderState } from '@/lib/fronts/watched-state'

/** Whether a folder is watched, and what is wrong with it. */
export async function WatchedPart() {
  const words = await getTranslations('fronts.watched')
  const state = await watchedFolderState()
  const told = (folder: string) => words.rich(`states.${state.name}`, { folder: () => <CodeText>{folder}</CodeText> })
  return (
    <Section id="watched" title={words('title')} lead={words('lead')}>
      {state.name === 'off' ? (
        <Alert tone="neutral">{words('states.off')}</Alert>
      ) : (
        <Alert tone={state.name === 'watching' ? 'good' : 'bad'}>
          {told(state.folder)} {state.problem ? <CodeText>{state.problem}</CodeText> : null}
        </Alert>
      )}
    </Section>
  )
}
