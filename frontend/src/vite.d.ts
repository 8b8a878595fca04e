declare module '*.css?inline' {
  const css: string;
  export default css;
}
declare module 'tom-select/base' {
  export { default } from 'tom-select';
}
