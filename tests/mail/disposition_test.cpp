// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/disposition.hpp"

#include <doctest/doctest.h>

#include "mail/parameters.hpp"

namespace colporteur::mail {
namespace {

std::string name_in(std::string_view header)
{
    const std::string octets = std::string{header} + "\r\n\r\n";
    return file_name(split_message(octets));
}

std::string named(std::string_view parameters)
{
    return name_in("Content-Disposition: attachment; " + std::string{parameters});
}

}  // namespace

TEST_CASE("file names are read in every form that mailers write (2231-01)")
{
    CHECK(named("filename=plan.pdf") == "plan.pdf");
    CHECK(named("size=3; FileName=\"my \\\"plan\\\"; new.pdf\"") == "my \"plan\"; new.pdf");
    CHECK(named("filename=my plan.pdf") == "my plan.pdf");
    CHECK(named("filename*=utf-8'fr'r%C3%A9sum%C3%A9.pdf") == "résumé.pdf");
    CHECK(named("filename=x.pdf; filename*=iso-8859-1''r%E9sum%E9.pdf") == "résumé.pdf");
    CHECK(named("filename*1*=m%C3%A9.pdf;\r\n filename*0*=utf-8''r%C3%A9su") == "résumé.pdf");
    CHECK(named("filename*0*=utf-8''r%C3; filename*1*=%A9su; filename*2=\"me%.pdf\"") ==
          "résume%.pdf");
    CHECK(named("filename*0=\"long \"; filename*1=name.txt") == "long name.txt");
    CHECK(named("filename=\"=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?=\"") == "résumé.pdf");
    CHECK(named("filename=\"r\xC3\xA9sum\xE9\"") == "rÃ©sumé");
    CHECK(name_in("Content-Type: image/png; name=\"a.png\"") == "a.png");
}

TEST_CASE("a file name that is missing or damaged is no error (2231-01)")
{
    CHECK(name_in("Subject: hello") == "");
    CHECK(named("filename") == "");
    CHECK(named("filename*1=tail.txt") == "");
    CHECK(named("filename*=r%C3%A9sum%C3%A9.pdf") == "résumé.pdf");
    CHECK(named("filename*0=a; filename*2=c") == "a");
    CHECK(named("filename*99999999999999999999=a") == "");
    CHECK(named("filename=\"never closed") == "never closed");
}

TEST_CASE("a file name leads to no folder and hides no letter (2231-01, trap 18)")
{
    CHECK(named("filename=\"../../etc/passwd\"") == "passwd");
    CHECK(named("filename=\"C:\\\\temp\\\\a.exe\"") == "a.exe");
    CHECK(named("filename=\"..\"") == "");
    CHECK(named("filename=\"a/.\"") == "");
    CHECK(named("filename*=utf-8''a%2F..%2Fb.txt") == "b.txt");
    CHECK(named("filename*=utf-8''a%0D%0AX%3A%00y") == "a X:y");
    CHECK(named("filename=\"photo\u202Egpj.exe\"") == "photogpj.exe");
    CHECK(named("filename=" + std::string(5000, 'x')).size() == 200);
}

TEST_CASE("a charset is changed and the other parameters stay as they stand")
{
    CHECK(with_charset("text/plain; charset=\"latin1\"; format=flowed", "utf-8") ==
          "text/plain; format=flowed; charset=utf-8");
    CHECK(with_charset("text/plain;", "utf-8") == "text/plain; charset=utf-8");
    CHECK(with_charset("text/plain; charset*=us-ascii''koi8-r; name=\"a;b\"", "utf-8") ==
          "text/plain; name=\"a;b\"; charset=utf-8");
}

TEST_CASE("a file is called what its sender says, decoded, without folders (2231-01)")
{
    const auto name_of = [](std::string_view fields) {
        return file_name(split_message(std::string{fields} + "\r\n"));
    };

    struct Row {
        std::string_view fields, name;
    };

    for (const Row& row : {
             Row{"Content-Disposition: attachment; filename=photo.jpg\r\n", "photo.jpg"},
             Row{"Content-Disposition: attachment;\r\n filename*=UTF-8''%C3%A9t%C3%A9.pdf\r\n",
                 "été.pdf"},
             Row{"Content-Disposition: inline; filename*0=\"long \"; filename*1=\"name.txt\"\r\n",
                 "long name.txt"},
             Row{"Content-Disposition: attachment; filename=\"=?utf-8?Q?=C3=A9t=C3=A9.pdf?=\"\r\n",
                 "été.pdf"},
             Row{"Content-Type: image/png; name=\"old.png\"\r\n", "old.png"},
             Row{"Content-Type: image/png; name=\"old.png\"\r\n"
                 "Content-Disposition: attachment; filename=\"new.png\"\r\n",
                 "new.png"},
             Row{"Content-Disposition: attachment; filename=\"../../etc/passwd\"\r\n", "passwd"},
             Row{"Content-Disposition: attachment; filename=\"C:\\\\Me\\\\a.doc\"\r\n", "a.doc"},
             Row{"Content-Disposition: attachment; filename=\"a/..\"\r\n", ""},
             Row{"Content-Disposition: attachment\r\n", ""},
             Row{"Content-Disposition:\r\nContent-Type: nonsense\r\n", ""},
             Row{"", ""},
         }) {
        CAPTURE(row.fields);
        CHECK(name_of(row.fields) == row.name);
    }
    const std::string hostile = "Content-Disposition: attachment; filename*=UTF-8''a%0D%0Ab" +
                                std::string(1000, 'x') + "\r\n";
    CHECK(name_of(hostile).starts_with("a bxx"));
    CHECK(name_of(hostile).size() == 200);
}

}  // namespace colporteur::mail
