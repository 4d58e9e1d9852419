import type { CommandWords } from './words.js';

function branch({ path, subcommands, options }: CommandWords): string {
  const words = [...subcommands, ...options].map((word) => word.name).join(' ');
  return `    '${path.join(' ')}') words='${words}' ;;`;
}

/** A script for bash: completes subcommands and options. */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# bash completion of parikshan
_parikshan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ $word == -- ]] && return
    [[ $word == -* ]] && continue
    case " ${commands
      .filter(({ path }) => path.length > 0)
      .map(({ path }) => path.join('/'))
      .join(' ')} " in
      *" \${path:+\${path// //}/}$word "*) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${commands.map(branch).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _parikshan parikshan
`;
}
