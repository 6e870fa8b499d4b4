import {
  knownTo,
  partKinds,
  partyKindOfRole,
  policy,
  readers,
  roles,
  type PartKind,
  type Role,
} from '../../libs/contract/index.js';

/** `npm run policy`: who may do what, part by part; everything else is refused. */
const mark = (yes: boolean): string => (yes ? '■' : '·');

function tableOf(kind: PartKind): string[] {
  const commands: Readonly<Record<string, readonly Role[]>> = policy[kind];
  const reading = { '(reads it whole)': readers[kind] };
  const rows = Object.entries({ ...commands, ...reading });
  const shown = roles.filter((role) => rows.some(([, allowed]) => allowed.includes(role)));
  const width = Math.max(...rows.map(([command]) => command.length));
  const columns = shown.map((role) => Math.max(role.length, 1));
  const line = (head: string, cells: readonly string[]): string =>
    `  ${head.padEnd(width)}  ${cells.map((cell, index) => cell.padEnd(columns[index] ?? 0)).join('  ')}`.trimEnd();
  return [
    `${kind}   known to: ${knownTo[kind].join(', ')}`,
    line('', shown),
    ...rows.map(([command, allowed]) =>
      line(
        command,
        shown.map((role) => mark(allowed.includes(role))),
      ),
    ),
    '',
  ];
}

const acting = Object.entries(partyKindOfRole).map(([role, kind]) => `${role} for ${kind}`);

console.log(
  [
    'Who may do what. A role acts for an organisation that is party to the case in that role’s quality:',
    `  ${acting.join(', ')}.`,
    'What stands nowhere is refused: 403 for a part that one knows of, 404 for one that one may not know of.',
    '',
    ...partKinds.flatMap(tableOf),
  ].join('\n'),
);
