# SPDX-License-Identifier: Apache-2.0
"""vaxcert for Python: the C interface, in Python's words.

The library is found by its SONAME, or at the path that the caller gives to load().
"""
import ctypes


def load(path="libvaxcert.so.0"):
    """The library at `path`, ready to be called."""
    return Library(ctypes.CDLL(path))


class Library:
    """One loaded libvaxcert."""

    def __init__(self, functions):
        functions.vaxcert_version.restype = ctypes.c_char_p
        self._functions = functions

    def version(self):
        """The version of the library, as "0.1.0"."""
        return self._functions.vaxcert_version().decode()
