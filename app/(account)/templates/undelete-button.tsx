'use client'

import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { takeBack } from './[templateId]/actions'

/** Takes a deleted template back; says whose the file name is by now, where it is somebody's. */
export function UndeleteButton({ templateId, children }: { templateId: string; children: ReactNode }) {
  return (
    <ActionForm action={takeBack.bind(null, templateId)}>
      <div>
        <SubmitButton icon={<Undo2 aria-hidden className="size-5" />}>{children}</SubmitButton>
      </div>
    </ActionForm>
  )
}
