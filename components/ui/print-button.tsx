'use client'

import { Button, type ButtonProps } from './button'

/** Opens the browser's print dialog. */
export function PrintButton(props: Omit<ButtonProps, 'onPress'>) {
  return <Button variant="secondary" {...props} onPress={() => window.print()} />
}
