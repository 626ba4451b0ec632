# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=bash
#
# Completion for bash. Commands, options and companies are asked from riskctx itself, so that they
# are always its own.

_riskctx_complete ()
{
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local program=${COMP_WORDS[0]} command='' word words=''

  # Bash splits words at colons and equals signs; what belongs together is put together again.
  if [[ $current == : ]]; then
    current=company:
  elif [[ $previous == : ]]; then
    current=company:$current
  fi

  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word != -* ]]; then
      command=$word
      break
    fi
  done

  if [[ -z $command || ( $command == help && $COMP_CWORD -eq 2 ) ]]; then
    words=$("$program" --help --language en 2> /dev/null \
      | sed -n '/^Commands:/,/^$/s/^  \([a-z]\{1,\}\) .*/\1/p')
    if [[ $current == -* ]]; then
      words='--help --version --language'
    fi
  elif [[ $previous == -l || $previous == --language ]]; then
    words='ja en'
  elif [[ $current == -* ]]; then
    words=$("$program" "$command" --help --language en 2> /dev/null \
      | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z-]*\).*/\2/p')
  elif [[ $command == schema ]]; then
    words=$("$program" schema --list 2> /dev/null)
  elif [[ $current == company:* ]]; then
    words=$("$program" companies --language en 2> /dev/null | sed 's/ .*//')
    # The part before the last colon is already on the line.
    words=${words//company:/}
    current=${current#company:}
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    return
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current"; compgen -W 'company:' -- "$current")
    if [[ ${COMPREPLY[*]} == company: ]]; then
      compopt -o nospace 2> /dev/null
    fi
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -o filenames -F _riskctx_complete riskctx
