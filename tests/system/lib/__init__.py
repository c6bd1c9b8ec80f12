# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the system tests share: the program, its peers, and waiting without sleeping."""
