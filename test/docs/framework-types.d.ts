// What the recipes use of frameworks that this project does not install. Just enough to see a
// misspelt name of ours.
declare module 'react' {
  export type ReactNode = unknown
  export const StrictMode: (properties: { children?: ReactNode }) => unknown
  export function useEffect(effect: () => void, dependencies?: readonly unknown[]): void
  export function useState<T>(): [T | undefined, (value: T | undefined) => void]
  export function useState<T>(initial: T): [T, (value: T) => void]
}

declare module 'react/jsx-runtime' {
  export const Fragment: unknown
  export const jsx: unknown
  export const jsxs: unknown
  export namespace JSX {
    type Element = unknown
    interface IntrinsicElements {
      [tag: string]: {
        children?: unknown
        role?: string
        id?: string
        disabled?: boolean
        onClick?: () => void
      }
    }
    interface ElementChildrenAttribute {
      children: unknown
    }
  }
}

declare module 'react-dom/client' {
  export function createRoot(container: Element): { render(node: unknown): void }
}

declare module 'vue' {
  export function shallowRef<T>(value: T): { value: T }
  interface VueApp {
    use(plugin: unknown): VueApp
    mount(selector: string): void
  }
  export function createApp(component: object): VueApp
}

declare module 'vue-router' {
  export function createWebHashHistory(): unknown
  export function createRouter(options: {
    history: unknown
    routes: { path: string; component: unknown }[]
  }): unknown
}

declare module '*.vue' {
  const component: object
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
  export function inject<T>(token: new () => T): T
  export function provideAppInitializer(initialize: () => unknown): unknown
  export function signal<T>(value: T): { (): T; set(value: T): void }
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

// What the builds for script tags set.
declare const postern: typeof import('postern')
declare const posternCallback: typeof import('postern/callback')
