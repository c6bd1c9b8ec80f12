// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "inscrever|inscrever-me|inscreva-me|inscreve-me|inscrever-se|me inscrever|"
     "subscrever|subscrição|quero assinar",
     "inscrição|assinar|assinatura"},
    {"unsubscribe",
     "cancelar inscrição|cancelar a inscrição|cancelar assinatura|"
     "cancelar a assinatura|cancelar subscrição|desinscrever|desinscrever-me|"
     "desinscrever-se|descadastrar|descadastrar-me|me descadastrar|remover-me|"
     "remova-me",
     "cancelamento|sair|deixar"},
    {"set", "", "definir|ajustar|opções"},
    {"review", "inscritos|assinantes", "membros|quem"},
    {"info", "", "informações|informação|info"},
    {"index", "", "índice|arquivo|arquivos"},
    {"get", "obter|baixar", "buscar"},
    {"last", "último|última mensagem", "último|última|últimas"},
    {"lists", "listas|todas as listas", "lista"},
    {"which",
     "minhas listas|as minhas listas|minhas inscrições|as minhas inscrições|"
     "minhas assinaturas|inscrições",
     "estado"},
    {"help", "ajuda|socorro", "instruções|comandos"},
    {"invite", "convidar", "convida|convite"},
    {"add", "adicionar|acrescentar", "adiciona"},
    {"del", "excluir membro|remover membro|expulsar|eliminar", "excluir|remover|apagar"},
    {"remind", "lembrete", "lembrar"},
    {"stats", "estatísticas|estatística"},
    {"modindex", "pendentes|mensagens pendentes", "pendentes|fila|em espera"},
    {"approve", "aprovar", "aceitar|aprova|publicar|distribuir"},
    {"reject", "rejeitar|recusar", "rejeita"},
    {"discard", "descartar|deitar fora|jogar fora"},
    {"confirm", "confirmar|confirmo|autenticar", "sim|está bem|de acordo|concordo"},
    {"verify", "verificar"},
    {"quiet", "em silêncio|sem aviso", "silêncio"},
    {"quit", "fim|fim dos comandos", "terminar"},
    {"move",
     "mudar endereço|mudar de endereço|mudar o meu endereço|mudar meu endereço|"
     "alterar endereço|novo endereço"},
    {"suspend", "suspender|pausar", "suspende|férias|pausa"},
    {"resume", "retomar|reativar", "retoma"},
    {"block", "bloquear|banir|lista negra", "bloqueia"},
    {"unblock", "desbloquear"},
    {"data", "meus dados|os meus dados", "privacidade"},
    {"forget",
     "esqueça-me|esquece-me|esqueçam-me|apagar meus dados|apagar os meus dados|"
     "excluir meus dados"},
    {"config", "configurar|configuração|configurações", "definições"},
    {"create", "criar lista|criar uma lista|nova lista", "criar"},
    {"close", "fechar|fechar lista|fechar a lista|encerrar lista", "fechar|encerrar"},
    {"open", "reabrir|abrir lista|abrir a lista", "abrir"},
    {"moderate", "moderar"},
    {"trust", "confiar|confiar em", "confiar"},
    {"grant", "nomear|atribuir", "conceder"},
    {"revoke", "revogar|destituir"},
    {"addresses", "meus endereços|os meus endereços|adicionar endereço"},
    {"language", "idioma|meu idioma", "língua"},
};

}  // namespace

std::span<const CommandWords> portuguese_words()
{
    return table;
}

}  // namespace colporteur::robot
