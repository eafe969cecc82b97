# SPDX-License-Identifier: Apache-2.0
"""usage: vaxcert_test.py libvaxcert.so VERSION"""
import sys
import unittest

import vaxcert

LIBRARY, VERSION = vaxcert.load(sys.argv[1]), sys.argv[2]


class Version(unittest.TestCase):
    def test_is_the_one_that_was_built(self):
        self.assertEqual(LIBRARY.version(), VERSION)


unittest.main(argv=sys.argv[:1])
