"""A sample's notebook: real IPython, in the form that the model was trained on.

Plain Python, with nothing of Pyodide or the browser in it: the worker runs it, and tests run it
under CPython.
"""
