// What the guides use of frameworks that this project does not install (React and Vue it does).
// Just enough to see a misspelt name of ours.
declare module 'react-router' {
  interface Route {
    path: string
    Component: () => import('react').ReactNode
    loader?(call: { request: Request }): unknown
  }
  export interface Router {
    navigate(to: string, options?: { replace?: boolean }): Promise<void>
    revalidate(): Promise<void>
  }
  export function createBrowserRouter(routes: Route[]): Router
  export function useLoaderData<T>(): T
}

declare module 'react-router/dom' {
  export function RouterProvider(properties: {
    router: import('react-router').Router
  }): import('react').ReactNode
}

declare module 'vue-router' {
  interface Route {
    path: string
    component: unknown
    meta?: { members?: boolean }
  }
  interface Place {
    fullPath: string
    meta: { members?: boolean }
  }
  export function createWebHashHistory(): unknown
  export function createWebHistory(): unknown
  export function createRouter(options: {
    history: unknown
    routes: Route[]
  }): import('vue').Plugin & {
    beforeEach(guard: (to: Place) => unknown): void
    resolve(to: Place): { href: string }
  }
}

declare module 'svelte' {
  export function onMount(callback: () => unknown): void
}

declare module '$app/navigation' {
  export function goto(url: string, options: { replaceState: boolean }): Promise<void>
}

// docs/session.md shows these files before, without SvelteKit's name of their folder.
declare module '$lib/auth' {
  export const auth: import('postern').Auth<'code'>
  export const session: import('postern/session').Session<'code'>
}

declare module '$lib/require-login' {
  export function requireLogin(returnTo: string): Promise<void>
}

declare module 'solid-js' {
  export function from<T>(store: {
    subscribe(listener: (value: T) => void): () => void
  }): () => T | undefined
}

declare module '*.vue' {
  const component: import('vue').Component
  export default component
}

declare module '@angular/core' {
  export function Injectable(options: {
    providedIn: 'root'
  }): (target: unknown, context: ClassDecoratorContext) => void
  export function Component(options: {
    selector: string
    template: string
  }): (target: unknown, context: ClassDecoratorContext) => void
  export function inject<T>(token: abstract new () => T): T
  export abstract class DestroyRef {
    onDestroy(callback: () => void): () => void
  }
  export function provideAppInitializer(initialize: () => unknown): unknown
  export function signal<T>(value: T): { (): T; set(value: T): void; asReadonly(): () => T }
}

declare module '@angular/platform-browser' {
  export function bootstrapApplication(
    component: unknown,
    options: { providers: unknown[] },
  ): Promise<unknown>
}

declare module '@angular/router' {
  export function provideRouter(routes: object[], ...features: unknown[]): unknown
  export function withHashLocation(): unknown
}

declare function $state<T>(value: T): T
declare function $props(): Record<string, unknown>

// What the builds for script tags set.
declare const postern: typeof import('postern')
declare const posternCallback: typeof import('postern/callback')

declare module '#imports' {
  export function defineNuxtPlugin(setup: () => void): unknown
}
