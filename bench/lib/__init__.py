# SPDX-License-Identifier: AGPL-3.0-or-later
"""What bench/run is made of: how a letter is timed, and what it is timed beside."""
