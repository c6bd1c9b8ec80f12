// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <csignal>
#include <ostream>
#include <string_view>

namespace colporteur::app {

/// A page that is drawn again and again in its place, until Ctrl-C. It uses no colours, hides no
/// cursor and changes no setting of the terminal: there is nothing to restore but the signals.
class Screen {
public:
    /// Whether standard output is a terminal on which the cursor can be moved.
    static bool possible();

    /// `out`: standard output. As long as this lives, SIGINT, SIGTERM and SIGHUP only end rest().
    explicit Screen(std::ostream& out);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// As much of the page as the window shows.
    void draw(std::string_view page);

    /// The last page, all of it: it stays.
    void leave(std::string_view page);

    /// False when a signal asks to end.
    bool rest(std::chrono::milliseconds time) const;

private:
    std::ostream& out_;
    sigset_t mask_before_{};
};

/// The text cut to so many columns.
std::string_view cut_to(std::string_view utf8, std::size_t columns);

}  // namespace colporteur::app
