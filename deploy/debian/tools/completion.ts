import type { Command } from '../../../src/cli/command.ts';

/** For bash: commands of one and two words, then the options of the command that is there; after an option that takes one, a file. */
export function bashCompletion(commands: readonly Command[]): string {
  const cases = commands.map(({ name, options }) => {
    const words = [...Object.keys(options), 'lang', 'help'].map((option) => `--${option}`);
    return `    '${name}') words='${words.join(' ')}' ;;\n`;
  });
  const firsts = [...new Set(commands.map(({ name }) => name.split(' ')[0]))];
  const seconds = firsts.flatMap((first) => {
    const after = commands
      .filter(({ name }) => name.startsWith(`${first} `))
      .map(({ name }) => name.split(' ')[1]);
    return after.length === 0 ? [] : `    ${first}) seconds='${after.join(' ')}' ;;\n`;
  });
  return `# Made from the program's table of commands.
_checkpoint_portal() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} first=\${COMP_WORDS[1]} second=\${COMP_WORDS[2]}
  local words='' seconds=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${[...firsts, '--help', '--version', '--lang'].join(' ')}' -- "$cur"))
    return
  fi
  case $prev in
    --lang) COMPREPLY=($(compgen -W 'vi en' -- "$cur")) && return ;;
  esac
  case $first in
${seconds.join('')}  esac
  if [ "$COMP_CWORD" -eq 2 ] && [[ $cur != -* ]]; then COMPREPLY=($(compgen -W "$seconds" -- "$cur")); fi
  case " $seconds " in
    *" $second "*) first="$first $second" ;;
  esac
  case $first in
${cases.join('')}  esac
  if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi
}
complete -o default -F _checkpoint_portal checkpoint-portal
`;
}
