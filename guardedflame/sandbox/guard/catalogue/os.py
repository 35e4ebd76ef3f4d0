"""os: constants, an environment of the session's own, paths, and its own files if it has any."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

_PLACE = "a session's files have relative names, and no owner, mode or link"
_PROCESS = "changes or asks the server's processes"
_ELSEWHERE = "runs another program"
_DESCRIPTORS = "works on descriptors; use open"

ENTRY = Entry(
    "os",
    names=words(
        """
        DirEntry F_OK PathLike R_OK SEEK_CUR SEEK_END SEEK_SET W_OK X_OK access altsep
        cpu_count curdir defpath devnull environ error extsep fsdecode fsencode fspath
        get_terminal_size getenv getpid linesep listdir lstat makedirs mkdir name pardir
        pathsep process_cpu_count remove removedirs rename renames replace rmdir scandir sep
        stat stat_result strerror terminal_size truncate unlink urandom walk
        """
    ),
    left_out={
        **dict.fromkeys(
            words("chdir chmod chown getcwd getcwdb lchmod lchown link readlink symlink utime"),
            _PLACE,
        ),
        **dict.fromkeys(
            words("close dup dup2 fdopen fstat lseek open pipe read sendfile write"), _DESCRIPTORS
        ),
        **dict.fromkeys(
            words(
                """
                _exit abort fork forkpty getgid getlogin getppid getuid kill killpg nice putenv
                register_at_fork setgid setsid setuid umask uname unsetenv wait waitpid
                """
            ),
            _PROCESS,
        ),
        **dict.fromkeys(
            words(
                """
                execl execle execlp execlpe execv execve execvp execvpe popen posix_spawn
                posix_spawnp spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe
                startfile system
                """
            ),
            _ELSEWHERE,
        ),
        "environb": "one environment is enough",
    },
    rest="about the server's processes, descriptors and disks",
    submodules=("os.path",),
    adopted=Adopted(library=False, last="os"),
)
