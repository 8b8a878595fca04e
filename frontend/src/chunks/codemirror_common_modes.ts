/** Chunk: modes of the code editor that are often asked for, beside those that it brings along. */

import type { StreamParser } from '@codemirror/language';
import {
  c,
  cpp,
  csharp,
  dart,
  java,
  kotlin,
  objectiveC,
  objectiveCpp,
  scala,
} from '@codemirror/legacy-modes/mode/clike';
import { cmake } from '@codemirror/legacy-modes/mode/cmake';
import { diff } from '@codemirror/legacy-modes/mode/diff';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { go } from '@codemirror/legacy-modes/mode/go';
import { groovy } from '@codemirror/legacy-modes/mode/groovy';
import { haskell } from '@codemirror/legacy-modes/mode/haskell';
import { http } from '@codemirror/legacy-modes/mode/http';
import { jinja2 } from '@codemirror/legacy-modes/mode/jinja2';
import { julia } from '@codemirror/legacy-modes/mode/julia';
import { lua } from '@codemirror/legacy-modes/mode/lua';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { perl } from '@codemirror/legacy-modes/mode/perl';
import { powerShell } from '@codemirror/legacy-modes/mode/powershell';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { protobuf } from '@codemirror/legacy-modes/mode/protobuf';
import { r } from '@codemirror/legacy-modes/mode/r';
import { ruby } from '@codemirror/legacy-modes/mode/ruby';
import { rust } from '@codemirror/legacy-modes/mode/rust';
import * as sql from '@codemirror/legacy-modes/mode/sql';
import { stex } from '@codemirror/legacy-modes/mode/stex';
import { swift } from '@codemirror/legacy-modes/mode/swift';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { rst } from './codemirror/rst.js';
import { templates } from './codemirror/templates.js';

type Parsers = Readonly<Record<string, StreamParser<unknown>>>;

/** Nothing of CodeMirror itself is in here: a second copy of it would not know the first. */
export function parsers(html: StreamParser<unknown>, javascript: StreamParser<unknown>): Parsers {
  return {
    c,
    cpp,
    csharp,
    java,
    kotlin,
    scala,
    dart,
    objectivec: objectiveC,
    objectivecpp: objectiveCpp,
    go,
    rust,
    ruby,
    perl,
    lua,
    r,
    julia,
    swift,
    haskell,
    groovy,
    powershell: powerShell,
    mssql: sql.msSQL,
    mysql: sql.mySQL,
    mariadb: sql.mariaDB,
    sqlite: sql.sqlite,
    plsql: sql.plSQL,
    pgsql: sql.pgSQL,
    cql: sql.cassandra,
    hive: sql.hive,
    gql: sql.gql,
    gpsql: sql.gpSQL,
    sparksql: sql.sparkSQL,
    esper: sql.esper,
    dockerfile: dockerFile,
    nginx,
    toml,
    properties,
    diff,
    cmake,
    protobuf,
    latex: stex,
    rst,
    http,
    jinja2,
    ...templates(html, { javascript, ruby, java, csharp }),
  };
}
