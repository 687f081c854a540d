"""What can't be had here says so in plain words."""

import builtins
import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from IPython.core.error import UsageError

NO_INPUT = "input() has nobody to ask here. Write the value into the code instead."
NO_THREADS = "Threads can't be started here. Call the function directly instead."
NO_WORKERS = "Other processes can't be started here. Call the function directly instead."
NO_ALARM = (
    "There are no alarms here: a block has its time limit anyway. "
    "Call the function directly instead."
)
NO_PROCESSES = "Other programs can't be started here. Do it in Python instead."
NO_DEBUGGER = "A debugger has nobody to talk to here. Print the values instead."
NO_INSTALL = "Packages can't be installed here. An import statement loads those that there are."

# What of multiprocessing needs a second process, or what two would share.
SHARED = (
    *("Pool", "Manager", "Queue", "SimpleQueue", "JoinableQueue", "Pipe", "Value", "Array"),
    *("Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"),
)
INSTALLERS = ("pip", "conda", "mamba", "micromamba", "uv")


def refuse_input(prompt="", /):
    raise EOFError(NO_INPUT)


def refuse_thread(*args, **kwargs):
    raise RuntimeError(NO_THREADS)


def refuse_workers(*args, **kwargs):
    raise RuntimeError(NO_WORKERS)


def refuse_alarm(*args, **kwargs):
    raise RuntimeError(NO_ALARM)


class ProcessPoolExecutor:
    def __init__(self, *args, **kwargs):
        refuse_workers()


def refuse_process(*args, **kwargs):
    raise OSError(NO_PROCESSES)


def refuse_debugger(*args, **kwargs):
    raise UsageError(NO_DEBUGGER)


def refuse_command(command, *args, **kwargs):
    """For `!` lines and the magics that run programs."""
    words = command.split() if isinstance(command, str) else []
    raise UsageError(NO_INSTALL if set(words) & set(INSTALLERS) else NO_PROCESSES)


def refuse_install(line):
    raise UsageError(NO_INSTALL)


def install():
    builtins.input = refuse_input
    threading._start_joinable_thread = threading._start_new_thread = refuse_thread
    sys.breakpointhook = refuse_debugger
    # The functions of multiprocessing are methods that it took from its context when it was imported.
    for name in SHARED:
        setattr(BaseContext, name, refuse_workers)
        setattr(multiprocessing, name, refuse_workers)
    BaseProcess.start = refuse_workers
    concurrent.futures.ProcessPoolExecutor = ProcessPoolExecutor
    signal.alarm = signal.setitimer = refuse_alarm
    subprocess.Popen.__init__ = refuse_process
    subprocess.Popen.__del__ = lambda self: None
    for name in ("system", "popen", "fork", "forkpty", "posix_spawn", "posix_spawnp", "execv"):
        if hasattr(os, name):
            setattr(os, name, refuse_process)


def install_in(ip):
    """Refuses what of IPython would start a program."""
    ip.system = ip.system_piped = ip.system_raw = ip.getoutput = ip.getoutput_raw = refuse_command
    for name in INSTALLERS:
        ip.register_magic_function(refuse_install, "line", name)
    for name in ("debug", "pdb"):
        ip.register_magic_function(refuse_debugger, "line", name)
    for name in ("sx", "system"):
        ip.register_magic_function(lambda line, cell="": refuse_command(line), "line_cell", name)
    scripts = ("bash", "sh", "script", "perl", "ruby", "python", "python2", "python3", "pypy")
    for name in scripts:
        ip.register_magic_function(lambda line, cell: refuse_command(line), "cell", name)
