/** Chunk: the modes of the code editor that few ask for. */

import type { StreamParser } from '@codemirror/language';
import { apl } from '@codemirror/legacy-modes/mode/apl';
import { asciiArmor } from '@codemirror/legacy-modes/mode/asciiarmor';
import { asn1 } from '@codemirror/legacy-modes/mode/asn1';
import { asterisk } from '@codemirror/legacy-modes/mode/asterisk';
import { brainfuck } from '@codemirror/legacy-modes/mode/brainfuck';
import { ceylon, nesC, shader, squirrel } from '@codemirror/legacy-modes/mode/clike';
import { clojure } from '@codemirror/legacy-modes/mode/clojure';
import { cobol } from '@codemirror/legacy-modes/mode/cobol';
import { coffeeScript } from '@codemirror/legacy-modes/mode/coffeescript';
import { commonLisp } from '@codemirror/legacy-modes/mode/commonlisp';
import { crystal } from '@codemirror/legacy-modes/mode/crystal';
import { cypher } from '@codemirror/legacy-modes/mode/cypher';
import { d } from '@codemirror/legacy-modes/mode/d';
import { dtd } from '@codemirror/legacy-modes/mode/dtd';
import { dylan } from '@codemirror/legacy-modes/mode/dylan';
import { ebnf } from '@codemirror/legacy-modes/mode/ebnf';
import { ecl } from '@codemirror/legacy-modes/mode/ecl';
import { eiffel } from '@codemirror/legacy-modes/mode/eiffel';
import { elm } from '@codemirror/legacy-modes/mode/elm';
import { erlang } from '@codemirror/legacy-modes/mode/erlang';
import { factor } from '@codemirror/legacy-modes/mode/factor';
import { fcl } from '@codemirror/legacy-modes/mode/fcl';
import { forth } from '@codemirror/legacy-modes/mode/forth';
import { fortran } from '@codemirror/legacy-modes/mode/fortran';
import { gas } from '@codemirror/legacy-modes/mode/gas';
import { gherkin } from '@codemirror/legacy-modes/mode/gherkin';
import { haxe, hxml } from '@codemirror/legacy-modes/mode/haxe';
import { idl } from '@codemirror/legacy-modes/mode/idl';
import { liveScript } from '@codemirror/legacy-modes/mode/livescript';
import { mathematica } from '@codemirror/legacy-modes/mode/mathematica';
import { mbox } from '@codemirror/legacy-modes/mode/mbox';
import { mirc } from '@codemirror/legacy-modes/mode/mirc';
import { fSharp, oCaml, sml } from '@codemirror/legacy-modes/mode/mllike';
import { modelica } from '@codemirror/legacy-modes/mode/modelica';
import { mscgen, msgenny, xu } from '@codemirror/legacy-modes/mode/mscgen';
import { mumps } from '@codemirror/legacy-modes/mode/mumps';
import { nsis } from '@codemirror/legacy-modes/mode/nsis';
import { ntriples } from '@codemirror/legacy-modes/mode/ntriples';
import { octave } from '@codemirror/legacy-modes/mode/octave';
import { oz } from '@codemirror/legacy-modes/mode/oz';
import { pascal } from '@codemirror/legacy-modes/mode/pascal';
import { pegjs } from '@codemirror/legacy-modes/mode/pegjs';
import { pig } from '@codemirror/legacy-modes/mode/pig';
import { pug } from '@codemirror/legacy-modes/mode/pug';
import { puppet } from '@codemirror/legacy-modes/mode/puppet';
import { q } from '@codemirror/legacy-modes/mode/q';
import { rpmChanges, rpmSpec } from '@codemirror/legacy-modes/mode/rpm';
import { sas } from '@codemirror/legacy-modes/mode/sas';
import { sass } from '@codemirror/legacy-modes/mode/sass';
import { scheme } from '@codemirror/legacy-modes/mode/scheme';
import { sieve } from '@codemirror/legacy-modes/mode/sieve';
import { smalltalk } from '@codemirror/legacy-modes/mode/smalltalk';
import { solr } from '@codemirror/legacy-modes/mode/solr';
import { sparql } from '@codemirror/legacy-modes/mode/sparql';
import { spreadsheet } from '@codemirror/legacy-modes/mode/spreadsheet';
import { stylus } from '@codemirror/legacy-modes/mode/stylus';
import { tcl } from '@codemirror/legacy-modes/mode/tcl';
import { textile } from '@codemirror/legacy-modes/mode/textile';
import { tiddlyWiki } from '@codemirror/legacy-modes/mode/tiddlywiki';
import { tiki } from '@codemirror/legacy-modes/mode/tiki';
import { troff } from '@codemirror/legacy-modes/mode/troff';
import { ttcn } from '@codemirror/legacy-modes/mode/ttcn';
import { ttcnCfg } from '@codemirror/legacy-modes/mode/ttcn-cfg';
import { turtle } from '@codemirror/legacy-modes/mode/turtle';
import { vb } from '@codemirror/legacy-modes/mode/vb';
import { vbScript } from '@codemirror/legacy-modes/mode/vbscript';
import { velocity } from '@codemirror/legacy-modes/mode/velocity';
import { tlv, verilog } from '@codemirror/legacy-modes/mode/verilog';
import { vhdl } from '@codemirror/legacy-modes/mode/vhdl';
import { wast } from '@codemirror/legacy-modes/mode/wast';
import { webIDL } from '@codemirror/legacy-modes/mode/webidl';
import { xQuery } from '@codemirror/legacy-modes/mode/xquery';
import { yacas } from '@codemirror/legacy-modes/mode/yacas';
import { z80 } from '@codemirror/legacy-modes/mode/z80';

export const parsers: Readonly<Record<string, StreamParser<unknown>>> = {
  apl,
  asciiarmor: asciiArmor,
  asn1: asn1({}),
  asterisk,
  brainfuck,
  ceylon,
  clojure,
  cobol,
  coffeescript: coffeeScript,
  commonlisp: commonLisp,
  crystal,
  cypher,
  d,
  dtd,
  dylan,
  ebnf,
  ecl,
  eiffel,
  elm,
  erlang,
  factor,
  fcl,
  forth,
  fortran,
  fsharp: fSharp,
  gas,
  gherkin,
  haxe,
  hxml,
  idl,
  livescript: liveScript,
  mathematica,
  mbox,
  mirc,
  modelica,
  mscgen,
  msgenny,
  mumps,
  nesc: nesC,
  nsis,
  ntriples,
  ocaml: oCaml,
  octave,
  oz,
  pascal,
  pegjs,
  pig,
  pug,
  puppet,
  q,
  rpmchanges: rpmChanges,
  rpmspec: rpmSpec,
  sas,
  sass,
  scheme,
  shader,
  sieve,
  smalltalk,
  sml,
  solr,
  sparql,
  spreadsheet,
  squirrel,
  stylus,
  systemverilog: verilog,
  tcl,
  textile,
  tiddlywiki: tiddlyWiki,
  tiki,
  tlv,
  troff,
  ttcn,
  ttcncfg: ttcnCfg,
  turtle,
  vb,
  vbscript: vbScript,
  velocity,
  verilog,
  vhdl,
  wast,
  webidl: webIDL,
  xquery: xQuery,
  xu,
  yacas,
  z80,
};
