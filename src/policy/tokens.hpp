// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace colporteur::policy {

/// The smallest piece of a policy's text.
struct Token {
    enum class Kind { word, quoted, colon, comma, rule_end, end };

    Kind kind = Kind::end;
    std::string text{};    ///< as typed; of a quoted one, what stands between the quotes
    std::string folded{};  ///< of a word: plain_word()
};

/// A word without its case, accents and plural s: what is compared.
std::string plain_word(std::string_view word);

/// Whether a word says nothing by itself: "the", "la".
bool is_article(std::string_view plain_word);

/// Cuts a text into tokens; the last one is always an `end`. Code::invalid: not UTF-8, a control
/// character, a quote that is never closed.
Result<std::vector<Token>> tokenize(std::string_view text);

/// A piece of text that tokenize() gives back as one `quoted`.
std::string quote(std::string_view text);

/// `text` itself if tokenize() gives it back as one word, else quoted.
std::string quote_if_needed(std::string_view text);

/// Looks at the tokens one after the other.
class TokenReader {
public:
    explicit TokenReader(const std::vector<Token>& tokens) : tokens_{&tokens} {}

    const Token& peek() const { return (*tokens_)[at_]; }

    std::size_t position() const { return at_; }

    /// The token taken; at the end, again and again the `end`.
    const Token& take()
    {
        const Token& token = peek();
        if (token.kind != Token::Kind::end)
            ++at_;
        return token;
    }

    bool skip(Token::Kind kind)
    {
        if (peek().kind != kind)
            return false;
        take();
        return true;
    }

    void skip_articles()
    {
        while (peek().kind == Token::Kind::word && is_article(peek().folded))
            take();
    }

    /// Steps over that plain word, with the articles before it.
    bool skip_word(std::string_view plain)
    {
        TokenReader ahead = *this;
        ahead.skip_articles();
        if (ahead.peek().kind != Token::Kind::word || ahead.peek().folded != plain)
            return false;
        ahead.take();
        *this = ahead;
        return true;
    }

private:
    const std::vector<Token>* tokens_;
    std::size_t at_ = 0;
};

}  // namespace colporteur::policy
