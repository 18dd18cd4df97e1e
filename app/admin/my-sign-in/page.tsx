import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OwnSignIn } from '@/components/accounts/own-sign-in'
import { requireOperator } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('ownSignIn')
  return { title: words('title') }
}

export default async function OwnSignInPage() {
  return <OwnSignIn caller={await requireOperator()} />
}
