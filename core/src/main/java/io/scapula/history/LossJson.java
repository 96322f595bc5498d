package io.scapula.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scapula.format.Loss;
import io.scapula.format.LossLedger;
import java.util.ArrayList;
import java.util.List;

/** The ledger of losses in a saved history. */
final class LossJson {
    private LossJson() {}

    static void write(LossLedger ledger, ObjectNode to) {
        ArrayNode losses = to.putArray("list");
        for (Loss loss : ledger.losses()) {
            losses.addObject()
                    .put("kind", loss.kind().name())
                    .put("from", loss.fromByte())
                    .put("to", loss.toByte())
                    .put("bytes", loss.lostBytes())
                    .put("events", loss.estimatedEvents())
                    .put("count", loss.count())
                    .put("after", loss.afterEvent())
                    .put("from_time", loss.fromNanos())
                    .put("to_time", loss.toNanos())
                    .put("cause", loss.cause());
        }
        ArrayNode sections = to.putArray("sections");
        ledger.sectionStarts().forEach(sections::add);
    }

    static LossLedger read(JsonNode from) {
        List<Loss> losses = new ArrayList<>();
        from.path("list")
                .forEach(loss -> losses.add(new Loss(
                        Loss.Kind.valueOf(loss.path("kind").asText()),
                        loss.path("from").asLong(),
                        loss.path("to").asLong(),
                        loss.path("bytes").asLong(),
                        loss.path("events").asLong(),
                        loss.path("count").asLong(),
                        loss.path("after").asLong(),
                        loss.path("from_time").asLong(),
                        loss.path("to_time").asLong(),
                        loss.path("cause").asText())));
        List<Long> sections = new ArrayList<>();
        from.path("sections").forEach(section -> sections.add(section.asLong()));
        return new LossLedger(losses, sections);
    }
}
