/** The page as the server renders it. */
export function layPage(): void {
  document.head.innerHTML = '<link rel="icon" id="favicon32" href="data:,">';
  document.body.className = 'webio-theme-default';
  document.body.innerHTML = `
    <div class="pywebio">
      <div class="container" id="output-container">
        <div class="markdown-body" id="markdown-body" role="main">
          <div id="pywebio-loading"></div><div id="pywebio-scope-ROOT"></div>
        </div>
        <div id="end-space"></div>
      </div>
      <div id="input-container"><div id="input-cards" class="container"></div></div>
    </div>
    <footer class="footer"></footer>`;
}
