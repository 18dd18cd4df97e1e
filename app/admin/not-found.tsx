import { useTranslations } from 'next-intl'
import { CalmPage } from '@/components/layout/calm-page'
import { ButtonLink } from '@/components/ui/button-link'

export default function NotFound() {
  const words = useTranslations('navigation.notFound')
  return (
    <CalmPage title={words('title')} actions={<ButtonLink href="/">{words('home')}</ButtonLink>}>
      {words('text')}
    </CalmPage>
  )
}
