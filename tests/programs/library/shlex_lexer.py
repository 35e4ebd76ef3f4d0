"""A lexer for small languages, with its settings changed."""
import io
import shlex

lexer = shlex.shlex("a && b || c; d >'e f'; (g)", posix=True, punctuation_chars=True)
print(list(lexer))
lexer = shlex.shlex(io.StringIO("name = 'value' # note\nother=2"), posix=True)
lexer.whitespace_split = False
print(list(lexer), lexer.lineno)
s = shlex.shlex("alpha,beta", posix=True)
s.whitespace += ","
s.wordchars += "-"
print(s.get_token(), s.get_token(), s.get_token() is s.eof)
