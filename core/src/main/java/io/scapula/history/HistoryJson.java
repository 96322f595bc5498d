package io.scapula.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scapula.format.CaptureWarning;
import io.scapula.format.ReadStatistics;
import io.scapula.format.block.BlockOption;
import io.scapula.format.block.BlockType;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.state.SharedStateJson;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a history holds beside lives: sections, counts, users, as one JSON text. */
final class HistoryJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HistoryJson() {}

    static String write(CaptureHistory history) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode sections = all.putArray("sections");
        history.sections().forEach(section -> write(section, sections.addObject()));
        write(history.statistics(), all.putObject("statistics"));
        all.put("users", new SharedStateJson().write(history.users()));
        all.put("first", history.firstEventNanos());
        all.put("last", history.lastEventNanos());
        all.put("unreadable", history.unreadableContainers());
        all.put("limit", history.limitReached());
        LossJson.write(history.losses(), all.putObject("losses"));
        return all.toString();
    }

    private static void write(CaptureHistory.Section section, ObjectNode to) {
        SectionHeader header = section.header();
        to.put("big_endian", header.byteOrder().equals(ByteOrder.BIG_ENDIAN));
        to.put("major", header.majorVersion()).put("minor", header.minorVersion());
        to.put("length", header.sectionLength());
        ArrayNode options = to.putArray("options");
        header.options()
                .forEach(
                        option -> options.addObject().put("code", option.code()).put("text", option.text()));
        to.put("threads", section.threads()).put("fds", section.descriptors());
        MachineInfo machine = section.machine();
        if (machine != null) {
            to.putObject("machine")
                    .put("cpus", machine.cpus())
                    .put("memory", machine.memoryBytes())
                    .put("highest_pid", machine.highestPid())
                    .put("hostname", machine.hostname())
                    .put("boot_time", machine.bootTimeNanos())
                    .put("flags", machine.flags());
        }
    }

    private static void write(ReadStatistics statistics, ObjectNode to) {
        to.put("blocks", statistics.blocks());
        ObjectNode metadata = to.putObject("metadata");
        statistics.metadataBlocks().forEach((type, count) -> metadata.put(type.name(), count));
        to.put("unknown_blocks", statistics.unknownBlocks());
        to.put("events", statistics.events());
        ObjectNode types = to.putObject("types");
        statistics.eventsByType().forEach((type, count) -> types.put(Integer.toString(type.code()), count));
        to.put("unknown_events", statistics.unknownEvents());
        to.put("fewer", statistics.eventsWithFewerParameters());
        to.put("more", statistics.eventsWithMoreParameters());
    }

    /** Puts a history together. */
    static CaptureHistory read(
            String text,
            List<Process> processes,
            List<Program> programs,
            List<Program> inferredPrograms,
            List<ContainerHistory> containers,
            List<CaptureWarning> warnings,
            SharedStateJson json) {
        JsonNode all = parse(text);
        List<CaptureHistory.Section> sections = new ArrayList<>();
        all.path("sections").forEach(section -> sections.add(section(section)));
        return new CaptureHistory(
                sections,
                processes,
                programs,
                inferredPrograms,
                containers,
                json.users(all.path("users").asText()),
                statistics(all.path("statistics")),
                warnings,
                LossJson.read(all.path("losses")),
                new CaptureHistory.Span(
                        all.path("first").asLong(), all.path("last").asLong()),
                all.path("unreadable").asLong(),
                all.path("limit").asBoolean());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static CaptureHistory.Section section(JsonNode from) {
        List<BlockOption> options = new ArrayList<>();
        from.path("options")
                .forEach(option -> options.add(new BlockOption(
                        option.path("code").asInt(), option.path("text").asText())));
        SectionHeader header = new SectionHeader(
                from.path("big_endian").asBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                from.path("major").asInt(),
                from.path("minor").asInt(),
                from.path("length").asLong(),
                options);
        JsonNode machine = from.get("machine");
        return new CaptureHistory.Section(
                header,
                machine == null
                        ? null
                        : new MachineInfo(
                                machine.path("cpus").asLong(),
                                machine.path("memory").asLong(),
                                machine.path("highest_pid").asLong(),
                                machine.path("hostname").asText(),
                                machine.path("boot_time").asLong(),
                                machine.path("flags").asLong()),
                from.path("threads").asLong(),
                from.path("fds").asLong());
    }

    private static ReadStatistics statistics(JsonNode from) {
        Map<BlockType, Long> metadata = new EnumMap<>(BlockType.class);
        from.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(
                        BlockType.valueOf(entry.getKey()), entry.getValue().asLong()));
        Map<EventType, Long> types = new LinkedHashMap<>();
        from.path("types")
                .properties()
                .forEach(entry -> types.put(
                        EventTable.current().get(Integer.parseInt(entry.getKey())),
                        entry.getValue().asLong()));
        return new ReadStatistics(
                from.path("blocks").asLong(),
                metadata,
                from.path("unknown_blocks").asLong(),
                from.path("events").asLong(),
                types,
                from.path("unknown_events").asLong(),
                from.path("fewer").asLong(),
                from.path("more").asLong());
    }
}
