/**
 * The modes of the code editor, and what else CodeMirror 5 calls them.
 *
 * A mode's own name comes first, then its other names and aliases, its file extensions and its MIME
 * types without what `plainName` takes away. Where two modes claim a name, CodeMirror 5 decides:
 * names go before extensions, the first extension before the second.
 */

/** Where a mode's parser is: in the chunk of the editor, or in one that is loaded on demand. */
export type Family = 'basic' | 'common' | 'rare';

export const MODE_NAMES: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  basic: {
    python: 'py pyw python3 bzl build buck',
    cython: 'pyx pxd pxi',
    javascript: 'js mjs cjs jsx ecmascript node',
    typescript: 'ts mts cts tsx typescript-jsx',
    json: 'json5 map manifest+json',
    jsonld: 'json-ld ld+json',
    html: 'htm xhtml htmlmixed vue vue.jscomponent',
    xml: 'svg xsl xsd rss wsdl',
    css: '',
    scss: '',
    less: '',
    gss: 'closurestylesheets(gss)',
    sql: 'trino',
    markdown: 'md mkd gfm githubflavoredmarkdown readme.md contributing.md history.md',
    yaml: 'yml yaml-frontmatter',
    shell: 'sh bash zsh ksh pkgbuild',
  },
  common: {
    c: 'csrc chdr h ino clike',
    cpp: 'c++ c++src c++hdr cc cxx hpp h++ hh hxx',
    csharp: 'c# cs',
    java: '',
    kotlin: 'kt kts',
    scala: 'sc',
    dart: '',
    objectivec: 'objective-c objc',
    objectivecpp: 'objective-c++ objectivec++ objc++ mm',
    go: 'golang',
    rust: 'rs rustsrc',
    ruby: 'rb jruby macruby rake rbx',
    perl: 'pl pm',
    php: 'php3 php4 php5 php7 phtml httpd-php httpd-php-open',
    lua: '',
    r: 'rsrc rscript',
    julia: 'jl',
    swift: '',
    haskell: 'hs',
    groovy: 'gradle jenkinsfile',
    powershell: 'ps1 psd1 psm1',
    mssql: '',
    mysql: '',
    mariadb: 'mariadbsql',
    sqlite: '',
    plsql: 'pl/sql pls',
    pgsql: 'postgresql',
    cql: 'cassandra',
    hive: '',
    gql: '',
    gpsql: '',
    sparksql: '',
    esper: '',
    dockerfile: '',
    nginx: 'nginx-conf nginx.conf',
    toml: '',
    properties: 'propertiesfiles ini in',
    diff: 'patch',
    cmake: 'cmake.in cmakelists.txt',
    protobuf: 'proto',
    latex: 'tex ltx stex literate-haskell haskell-literate haskell(literate) lhs',
    rst: 'restructuredtext',
    http: '',
    jinja2: 'j2 jinja',
    django: '',
    tornado: '',
    twig: '',
    handlebars: 'hbs handlebars-template',
    smarty: 'tpl',
    soy: 'closuretemplate',
    ejs: 'embeddedjavascript htmlembedded',
    erb: 'embeddedruby',
    jsp: 'javaserverpages',
    aspx: 'asp asp.net',
  },
  rare: {
    apl: 'dyalog',
    asciiarmor: 'pgp pgp-encrypted pgp-keys pgp-signature asc sig',
    asn1: 'asn.1 asn ttcn-asn',
    asterisk: 'extensions.conf',
    brainfuck: 'b bf',
    ceylon: '',
    clojure: 'clj cljc cljx clojurescript cljs edn',
    cobol: 'cob cpy cbl',
    coffeescript: 'coffee coffee-script vnd.coffeescript',
    commonlisp: 'common-lisp lisp cl el',
    crystal: 'cr',
    cypher: 'cyp cypher-query',
    d: '',
    dtd: 'xml-dtd',
    dylan: 'dyl intr',
    ebnf: '',
    ecl: '',
    eiffel: 'e',
    elm: '',
    erlang: 'erl',
    factor: '',
    fcl: '',
    forth: 'fth 4th',
    fortran: 'f for f77 f90 f95',
    fsharp: 'f# fs',
    gas: 's',
    gherkin: 'feature',
    haxe: 'hx',
    hxml: '',
    idl: 'pro',
    livescript: 'ls',
    mathematica: 'm nb wl wls',
    mbox: '',
    mirc: '',
    modelica: 'mo',
    mscgen: 'mscin msc',
    msgenny: '',
    mumps: 'mps',
    nesc: 'nc',
    nsis: 'nsh nsi',
    ntriples: 'n-triples n-quads nt nq',
    ocaml: 'mllike ml mli mll mly',
    octave: 'matlab',
    oz: '',
    pascal: 'p pas',
    pegjs: 'peg.js',
    pig: '',
    pug: 'jade haml slim',
    puppet: 'pp',
    q: '',
    rpmchanges: 'rpm-changes rpm',
    rpmspec: 'rpm-spec spec',
    sas: '',
    sass: '',
    scheme: 'scm ss',
    shader: 'glsl vert frag vertex fragment',
    sieve: 'siv',
    smalltalk: 'st stsrc',
    sml: 'sig fun smackspec',
    solr: '',
    sparql: 'sparql-query rq sparul',
    spreadsheet: 'excel formula',
    squirrel: 'nut',
    stylus: 'styl',
    systemverilog: 'v sv svh',
    tcl: '',
    textile: '',
    tiddlywiki: '',
    tiki: 'tikiwiki',
    tlv: '',
    troff: '1 2 3 4 5 6 7 8 9',
    ttcn: 'ttcn3 ttcnpp',
    ttcncfg: 'ttcn-cfg ttcn_cfg cfg',
    turtle: 'ttl',
    vb: 'vb.net',
    vbscript: 'vbs',
    velocity: 'vtl',
    verilog: '',
    vhdl: 'vhd',
    wast: 'webassembly wat',
    webidl: '',
    xquery: 'xy',
    xu: '',
    yacas: 'ys',
    z80: 'ez80',
  },
};

const PLAIN_TEXT: ReadonlySet<string> = new Set([
  '',
  'null',
  'plain',
  'plaintext',
  'text',
  'txt',
  'conf',
  'def',
  'list',
  'log',
]);

export interface Mode {
  readonly family: Family;
  readonly name: string;
}

const modes = new Map<string, Mode>();
for (const [family, names] of Object.entries(MODE_NAMES) as [Family, Record<string, string>][]) {
  for (const [name, others] of Object.entries(names)) {
    const mode = { family, name };
    modes.set(name, mode);
    for (const other of others.split(' ')) if (!modes.has(other)) modes.set(other, mode);
  }
}

/** The mode of a name, a file extension or a MIME type; `unknown` if there is none. */
export function findMode(given: string): Mode | 'plain text' | 'unknown' {
  const name = plainName(given);
  if (PLAIN_TEXT.has(name)) return 'plain text';
  // Any dialect of XML or JSON will do.
  const suffix = /\+(xml|json)$/.exec(name)?.[1];
  return modes.get(name) ?? (suffix === undefined ? 'unknown' : findMode(suffix));
}

/** `text/x-python`, `.py`, `Objective-C` → `python`, `py`, `objective-c`. */
function plainName(given: string): string {
  return given
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^(text|application|message|script|image)\/(x-)?/, '')
    .replace(/^\./, '');
}
