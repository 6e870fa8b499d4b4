/** What someone who just started the system wants to know. */
export function welcome(url: string, issuerUrl: string, embeddedIssuer: boolean): string {
  const lines = ['', `The case chain serves at ${url}   (its API: ${url}/docs)`];
  if (!embeddedIssuer) return [...lines, `Tokens come from ${issuerUrl}.`, ''].join('\n');
  return [
    ...lines,
    `Tokens come from ${issuerUrl}, for invented people named role@organisation (a second person: role@organisation#2):`,
    '  police_officer, police_liaison, assistant_prosecutor   @PL1300 and the other police units',
    "  public_prosecutor, om_liaison, victim_desk             @AMS and the other prosecutor's offices",
    '  halt_coordinator                                       @HALT-PL1300 and the other Halt offices',
    '  analyst@ministry   administrator@operator   auditor@… (each organisation has one)',
    '  employer_contact, recovery_officer                     @… an employer, once an administrator has registered it',
    '',
    'A first look (npm run token prints a token):',
    `  curl -H "Authorization: Bearer $(npm run -s token -- police_officer@PL1300)" ${url}/v1/cases`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}
