// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "base/result.hpp"

namespace colporteur::app {

/// A text that somebody changes in their editor: a file of its own, readable by them alone, in the
/// folder for temporary files.
class EditedText {
public:
    /// Writes the text to a file whose name begins with `name`. Throws std::runtime_error.
    EditedText(const std::string& name, const std::string& text);

    /// Takes the file away, unless it is kept.
    ~EditedText();
    EditedText(const EditedText&) = delete;
    EditedText& operator=(const EditedText&) = delete;

    /// Lets $VISUAL, else $EDITOR, else `editor` change the file, and waits. False when the editor
    /// could not be run or ended badly.
    bool edit();

    /// What stands in the file. Throws std::runtime_error.
    std::string text() const;

    const std::string& path() const { return path_; }

    void keep() { kept_ = true; }

private:
    std::string path_;
    bool kept_ = false;
};

/// Asks a person at the terminal a question of yes (also by the Enter key alone) or no; no when
/// there is no terminal, or no answer.
bool person_agrees(const std::string& question);

}  // namespace colporteur::app
