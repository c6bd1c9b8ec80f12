// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/editor.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

extern char** environ;

namespace colporteur::app {
namespace {

std::string editor_command()
{
    for (const char* name : {"VISUAL", "EDITOR"})
        if (const char* command = std::getenv(name); command && *command)
            return command;
    return "editor";  // Debian's alternative: whatever the machine has
}

void write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw std::runtime_error{"a temporary file cannot be written"};
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

EditedText::EditedText(const std::string& name, const std::string& text)
    : path_{(std::filesystem::temp_directory_path() / (name + "-XXXXXX.toml")).string()}
{
    const int file = ::mkstemps(path_.data(), 5);
    if (file < 0)
        throw std::runtime_error{"no temporary file can be made: " + path_};
    try {
        write_all(file, text);
    } catch (...) {
        ::close(file);
        throw;
    }
    ::close(file);
}

EditedText::~EditedText()
{
    std::error_code ignored;
    if (!kept_)
        std::filesystem::remove(path_, ignored);
}

bool EditedText::edit()
{
    // By the shell, because the variable may hold a command with options: `code --wait`.
    std::string script = editor_command() + " \"$1\"";
    std::string shell = "/bin/sh", option = "-c", name = "editor";
    char* arguments[] = {shell.data(), option.data(), script.data(),
                         name.data(),  path_.data(),  nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, shell.c_str(), nullptr, nullptr, arguments, environ) != 0)
        return false;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string EditedText::text() const
{
    std::ifstream in{path_, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in || in.bad())
        throw std::runtime_error{"the edited file cannot be read: " + path_};
    return text;
}

bool person_agrees(const std::string& question)
{
    if (!isatty(STDIN_FILENO))
        return false;
    std::cerr << question << ' ' << std::flush;
    std::string answer;
    if (!std::getline(std::cin, answer))
        return false;
    const std::string typed = fold(trim(answer));
    return typed.empty() || typed.starts_with('y') || typed.starts_with('o');
}

}  // namespace colporteur::app
