// SPDX-License-Identifier: AGPL-3.0-or-later
// The cheapest `sendmail` there can be, for peers that send through one: it hands the message on
// its standard input over in one SMTP transaction, to 127.0.0.1. No queue, nothing kept: their best
// case.
//
// usage: bench_sendmail -p PORT [-o...] -f SENDER [--] RECIPIENT...      exit code 75: try again
// later
#include <arpa/inet.h>
#include <cstdint>
#include <cstdlib>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

struct Envelope {
    int port = 25;
    std::string sender;
    std::vector<std::string> recipients;
};

[[noreturn]] void give_up()
{
    std::exit(75);  // EX_TEMPFAIL of sysexits.h
}

Envelope parse_options(int count, char** words)
{
    Envelope envelope;
    for (int option; (option = getopt(count, words, "p:f:o:N:R:V:B:")) != -1;) {
        if (option == 'p')
            envelope.port = std::atoi(optarg);
        if (option == 'f')
            envelope.sender = optarg;
    }
    envelope.recipients.assign(words + optind, words + count);
    return envelope;
}

/// Standard input as DATA wants it: CRLF, dots doubled (RFC 5321 §4.5.2), ended.
std::string read_message()
{
    std::string message;
    char buffer[1 << 16];
    char last = '\n';
    for (ssize_t got; (got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0;)
        for (const char c : std::string_view{buffer, static_cast<std::size_t>(got)}) {
            if (c == '\n' && !message.ends_with('\r'))
                message += '\r';
            if (c == '.' && last == '\n')
                message += '.';
            message += last = c;
        }
    return message + (last == '\n' ? ".\r\n" : "\r\n.\r\n");
}

int connect_to(int port)
{
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(static_cast<std::uint16_t>(port));
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(server, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0)
        give_up();
    return server;
}

void send_all(int server, std::string_view octets)
{
    while (!octets.empty()) {
        const ssize_t sent = write(server, octets.data(), octets.size());
        if (sent <= 0)
            give_up();
        octets.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// Reads `count` replies; all must be positive.
void expect_replies(int server, std::size_t count)
{
    static std::string unread;
    while (count > 0) {
        const auto end = unread.find('\n');
        if (end == unread.npos) {
            char buffer[4096];
            const ssize_t got = read(server, buffer, sizeof buffer);
            if (got <= 0)
                give_up();
            unread.append(buffer, static_cast<std::size_t>(got));
            continue;
        }
        if (end < 4 || (unread[0] != '2' && unread[0] != '3'))
            give_up();
        count -= unread[3] != '-';
        unread.erase(0, end + 1);
    }
}

}  // namespace

int main(int count, char** words)
{
    const Envelope envelope = parse_options(count, words);
    const std::string message = read_message();
    const int server = connect_to(envelope.port);
    expect_replies(server, 1);
    send_all(server, "EHLO localhost\r\n");
    expect_replies(server, 1);
    std::string commands = "MAIL FROM:<" + envelope.sender + ">\r\n";
    for (const std::string& recipient : envelope.recipients)
        commands += "RCPT TO:<" + recipient + ">\r\n";
    send_all(server, commands + "DATA\r\n");
    expect_replies(server, envelope.recipients.size() + 2);
    send_all(server, message + "QUIT\r\n");
    expect_replies(server, 2);
}
