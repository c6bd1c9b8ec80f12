// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "http/message.hpp"

using namespace colporteur;
using http::Form;

namespace {

http::Request post(std::string type, std::string body)
{
    http::Request request;
    request.method = "POST";
    request.fields = {{"Content-Type", std::move(type)}};
    request.body = std::move(body);
    return request;
}

}  // namespace

TEST_CASE("an urlencoded text gives its fields, decoded (WHATWG URL §5.1)")
{
    struct Row {
        std::string_view encoded;
        Form form;
    };

    for (const Row& row : {
             Row{"", {}},
             Row{"a=1", {{"a", "1"}}},
             Row{"a=1&a=2&b", {{"a", "1"}, {"a", "2"}, {"b", ""}}},
             Row{"&&a==&=x&", {{"a", "="}, {"", "x"}}},
             Row{"email=ana%2Blist%40example.org&name=Ana+L%C3%A9a",
                 {{"email", "ana+list@example.org"}, {"name", "Ana Léa"}}},
             Row{"a=100%&b=%zz%4&c=%2", {{"a", "100%"}, {"b", "%zz%4"}, {"c", "%2"}}},
             Row{"a=%FFb",
                 {{"a",
                   "\xEF\xBF\xBD"
                   "b"}}},
             Row{"List-Unsubscribe=One-Click", {{"List-Unsubscribe", "One-Click"}}},
         }) {
        CAPTURE(row.encoded);
        CHECK(http::parse_query(row.encoded) == row.form);
    }
}

TEST_CASE("no more than 100 fields are read")
{
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "a=b&";
    CHECK(http::parse_query(many).size() == 100);
}

TEST_CASE("a form is read by its Content-Type")
{
    const Form one{{"a", "b c"}};
    CHECK(http::parse_form(post("application/x-www-form-urlencoded", "a=b+c")) == one);
    CHECK(http::parse_form(post("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=b+c")) ==
          one);
    CHECK_FALSE(http::parse_form(post("text/plain", "a=b+c")).has_value());
    CHECK_FALSE(http::parse_form(post("", "a=b+c")).has_value());
    CHECK_FALSE(http::parse_form(http::Request{}).has_value());
}

TEST_CASE("a one-click request may come as multipart/form-data (8058-04)")
{
    const auto form =
        http::parse_form(post("multipart/form-data; boundary=\"x y\"",
                              "--x y\r\n"
                              "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n"
                              "\r\n"
                              "One-Click\r\n"
                              "--x y--\r\n"));
    CHECK(form == Form{{"List-Unsubscribe", "One-Click"}});
}

TEST_CASE("multipart fields keep their lines, files are left aside (RFC 7578)")
{
    const auto form =
        http::parse_form(post("multipart/form-data; charset=utf-8; boundary=----b",
                              "preamble\r\n"
                              "------b \t\r\n"
                              "content-type: text/plain\r\n"
                              "CONTENT-DISPOSITION: form-data; name=text\r\n"
                              "\r\n"
                              "a\r\n--\r\nb\r\n"
                              "------b\r\n"
                              "Content-Disposition: form-data; name=f; filename=\"x;\\\"y\"\r\n"
                              "\r\n"
                              "bytes\r\n"
                              "------b\r\n"
                              "Content-Disposition: form-data; name=\"empty\"\r\n"
                              "\r\n"
                              "\r\n"
                              "------b--epilogue"));
    CHECK(form == Form{{"text", "a\r\n--\r\nb"}, {"empty", ""}});
}

TEST_CASE("a damaged multipart body is no form")
{
    const std::string part = "Content-Disposition: form-data; name=a\r\n\r\nx\r\n";
    CHECK(http::parse_form(post("multipart/form-data; boundary=b", "--b\r\n" + part + "--b--")) ==
          Form{{"a", "x"}});
    for (const auto& [type, body] : std::vector<std::pair<std::string, std::string>>{
             {"multipart/form-data", "--b\r\n" + part + "--b--"},
             {"multipart/form-data; boundary=", "--b\r\n" + part + "--b--"},
             {"multipart/form-data; boundary=\"b", "--b\r\n" + part + "--b--"},
             {"multipart/form-data; boundary=b", ""},
             {"multipart/form-data; boundary=b", "--b"},
             {"multipart/form-data; boundary=b", "--b\r\n" + part},
             {"multipart/form-data; boundary=b", "--b\r\n" + part + "--b"},
             {"multipart/form-data; boundary=b", "--bx\r\n" + part + "--b--"},
             {"multipart/form-data; boundary=b", "--b\r\n\r\nx\r\n--b--"},
             {"multipart/form-data; boundary=b",
              "--b\r\nContent-Disposition: x; name=a\r\n\r\nx\r\n--b--"},
             {"multipart/form-data; boundary=b",
              "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"},
         }) {
        CAPTURE(type);
        CAPTURE(body);
        CHECK_FALSE(http::parse_form(post(type, body)).has_value());
    }
}
