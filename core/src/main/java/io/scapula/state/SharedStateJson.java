package io.scapula.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scapula.format.block.InterfaceList.Interface;
import io.scapula.format.block.UserList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Containers and what else threads share, as JSON texts that give back the same state: for whoever keeps an
 * {@link Environment} outside the heap. Not the JSON of any recorder.
 */
public final class SharedStateJson {
    private record Users(List<UserIn> users, List<GroupIn> groups) {}

    private record UserIn(String container, UserList.User user) {}

    private record GroupIn(String container, UserList.Group group) {}

    private record Interfaces(List<Interface> v4, List<Interface> v6) {}

    /** Made when it is first needed, which takes longer than opening an index. */
    private static final class Mapper {
        // Names are from captures: half a surrogate pair stands for a byte that was no text, and survives as an escape.
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .build();
    }

    /** What was read before: most environments have the same users and addresses as the one before. */
    private final Map<String, UserTable> knownUsers = new ConcurrentHashMap<>();

    private @Nullable String lastUsers;
    private @Nullable UserTable lastUsersOf;
    private final Map<String, NetworkInterfaces> knownInterfaces = new ConcurrentHashMap<>();

    /** A container. */
    public String write(ContainerVersion container) {
        return text(container);
    }

    /**
     * What {@link #write(ContainerVersion)} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public ContainerVersion container(String text) {
        return value(text, ContainerVersion.class);
    }

    /** The users and groups of an environment; the same text for environments that share them. */
    public String users(Environment environment) {
        String known = lastUsers;
        if (known != null && isSame(environment.users(), lastUsersOf)) {
            return known;
        }
        String text = usersText(environment);
        lastUsers = text;
        lastUsersOf = environment.users();
        return text;
    }

    @SuppressWarnings("ReferenceEquality") // a copy is the same only if it is the same object
    private static boolean isSame(Object one, @Nullable Object other) {
        return one == other;
    }

    private String usersText(Environment environment) {
        return write(environment.users());
    }

    /** Users and groups. */
    public String write(UserTable table) {
        List<UserIn> users = new ArrayList<>();
        List<GroupIn> groups = new ArrayList<>();
        table.forEachUser((container, user) -> users.add(new UserIn(container, user)));
        table.forEachGroup((container, group) -> groups.add(new GroupIn(container, group)));
        return text(new Users(users, groups));
    }

    /**
     * What {@link #write(UserTable)} or {@link #users(Environment)} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public UserTable users(String text) {
        return knownUsers.computeIfAbsent(text, this::userTable);
    }

    /** The addresses of an environment. */
    public String interfaces(Environment environment) {
        NetworkInterfaces interfaces = environment.interfaces();
        return text(new Interfaces(interfaces.v4(), interfaces.v6()));
    }

    /**
     * An environment.
     *
     * @param users      as {@link #users(Environment)} has written it
     * @param containers as {@link Environment#containers()} had them
     * @param interfaces as {@link #interfaces(Environment)} has written it
     * @throws IllegalArgumentException if a text is something else
     */
    public Environment environment(
            String users,
            List<ContainerVersion> containers,
            String interfaces,
            String hostname,
            boolean fromCurrentRecorder,
            boolean enterEvents) {
        return new Environment(
                users(users),
                ContainerTable.of(containers),
                knownInterfaces.computeIfAbsent(interfaces, this::networkInterfaces),
                hostname,
                fromCurrentRecorder,
                enterEvents);
    }

    private UserTable userTable(String text) {
        UserTable table = new UserTable();
        Users read = value(text, Users.class);
        read.users.forEach(row -> table.put(row.container, row.user));
        read.groups.forEach(row -> table.put(row.container, row.group));
        return table;
    }

    private NetworkInterfaces networkInterfaces(String text) {
        Interfaces read = value(text, Interfaces.class);
        return NetworkInterfaces.of(read.v4, read.v6);
    }

    private String text(Object value) {
        try {
            return Mapper.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private <T> T value(String text, Class<T> type) {
        try {
            return Mapper.JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
