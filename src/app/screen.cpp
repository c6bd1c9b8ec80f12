// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/screen.hpp"

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/terminal.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

// ECMA-48: cursor to the upper left corner; erase to the end of the line, of the screen.
constexpr std::string_view to_home = "\x1b[H";
constexpr std::string_view clear_line = "\x1b[K";
constexpr std::string_view clear_below = "\x1b[J";

struct Window {
    std::size_t rows = 24;
    std::size_t columns = 80;
};

Window window()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 2 || size.ws_col == 0)
        return {};
    return {size.ws_row, size.ws_col};
}

sigset_t ending_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, signal);
    return signals;
}

}  // namespace

bool Screen::possible()
{
    const char* kind = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && *kind != '\0' &&
           std::string_view{kind} != "dumb";
}

Screen::Screen(std::ostream& out) : out_{out}
{
    const sigset_t signals = ending_signals();
    ::sigprocmask(SIG_BLOCK, &signals, &mask_before_);
    out_ << to_home << clear_below;
}

Screen::~Screen()
{
    ::sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
}

void Screen::draw(std::string_view page)
{
    const Window room = window();
    out_ << to_home;
    std::size_t rows = 1;  // the cursor's own
    for (const auto line : split(page, '\n'))
        if (rows++ < room.rows)
            out_ << cut_to(line, room.columns) << clear_line << '\n';
    out_ << clear_below << std::flush;
}

void Screen::leave(std::string_view page)
{
    out_ << to_home << clear_below << page << std::flush;
}

bool Screen::rest(std::chrono::milliseconds time) const
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const auto rest = std::chrono::nanoseconds{time - seconds};
    const timespec limit{.tv_sec = seconds.count(), .tv_nsec = rest.count()};
    const sigset_t signals = ending_signals();
    return ::sigtimedwait(&signals, nullptr, &limit) < 0;  // also when the window was resized
}

std::string_view cut_to(std::string_view utf8, std::size_t columns)
{
    std::string_view rest = utf8;
    for (std::size_t taken = 0; !rest.empty();) {
        std::string_view next = rest;
        take_code_point(next);
        taken += width(rest.substr(0, rest.size() - next.size()));
        if (taken > columns)
            break;
        rest = next;
    }
    return utf8.substr(0, utf8.size() - rest.size());
}

}  // namespace colporteur::app
