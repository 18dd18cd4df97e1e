import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/auth-options'
import { sameOrigin } from '@/lib/auth/same-origin'

type Context = { params: Promise<{ nextauth: string[] }> }

export function GET(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>
}

export function POST(request: Request, context: Context): Promise<Response> | Response {
  if (!sameOrigin(request)) return new Response(null, { status: 403 })
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>
}
