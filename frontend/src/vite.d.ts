declare module '*.css?inline' {
  const css: string;
  export default css;
}
declare module '*.scss?inline' {
  const css: string;
  export default css;
}
declare module 'bootstrap' {
  export const Modal: unknown;
}
declare module 'tom-select/base' {
  export { default } from 'tom-select';
}
