package io.scapula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Evidence stays where it is: no class of ours can open a connection or look up a name. */
class NoNetworkTest {
    /**
     * All of java.net that may be used: addresses as data, URIs as data, resources of the class path, and a class loader for
     * jars that are files. The JDK ignores what such a jar names in its manifest that is no file.
     */
    private static final Set<String> HARMLESS = Set.of(
            "java.net.InetAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetSocketAddress",
            "java.net.SocketAddress",
            "java.net.UnknownHostException",
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.net.URL",
            "java.net.URLClassLoader",
            "java.net.MalformedURLException",
            "java.net.URLDecoder",
            "java.net.URLEncoder");

    private static final List<String> NETWORK_PACKAGES = List.of(
            "java.net",
            "java.net.http",
            "java.rmi",
            "javax.naming",
            "javax.net",
            "javax.net.ssl",
            "com.sun.net.httpserver");

    private static final Set<String> NETWORK_CHANNELS = Set.of(
            "java.nio.channels.AsynchronousServerSocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.MulticastChannel",
            "java.nio.channels.NetworkChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.SocketChannel");

    /** What the harmless types can do that asks a name server or opens a connection. */
    private static final Set<String> NETWORK_CALLS = Set.of(
            "InetAddress.getAllByName",
            "InetAddress.getByName",
            "InetAddress.getCanonicalHostName",
            "InetAddress.getHostName",
            "InetAddress.getLocalHost",
            "InetAddress.isReachable",
            "InetSocketAddress.getHostName",
            "InetSocketAddress.<init>(String",
            "URL.getContent",
            "URL.openConnection",
            "URL.openStream");

    @Test
    void noMainClassReachesTheNetwork() {
        List<String> reaching = Reactor.mainClasses().values().stream()
                .flatMap(NoNetworkTest::networkUses)
                .toList();

        assertThat(reaching).isEmpty();
    }

    @Test
    void aConnectionWouldBeNoticed() {
        assertThat(networkUses(classes(Connects.class)))
                .anyMatch(line -> line.contains("java.net.Socket"))
                .anyMatch(line -> line.contains("java.net.http.HttpClient"))
                .anyMatch(line -> line.contains("java.nio.channels.SocketChannel"))
                .anyMatch(line -> line.contains("java.net.URL.openStream"));
    }

    @Test
    void aNameLookupWouldBeNoticed() {
        assertThat(networkUses(classes(LooksUp.class)))
                .anyMatch(line -> line.contains("java.net.InetAddress.getByName"))
                .anyMatch(line -> line.contains("java.net.InetAddress.getHostName"))
                .anyMatch(line -> line.contains("java.net.InetSocketAddress.<init>"));
    }

    @Test
    void addressesAsDataAreAllowed() {
        assertThat(networkUses(classes(Formats.class))).isEmpty();
    }

    private static Stream<String> networkUses(JavaClasses classes) {
        return classes.stream().filter(type -> !Reactor.isGenerated(type)).flatMap(NoNetworkTest::networkUses);
    }

    private static Stream<String> networkUses(JavaClass type) {
        Stream<String> types = type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isNetworkType(dependency.getTargetClass().getBaseComponentType()))
                .map(dependency -> dependency.getDescription());
        Stream<String> calls = type.getAccessesFromSelf().stream()
                .filter(access -> isNetworkCall(access))
                .map(access -> access.getDescription());
        return Stream.concat(types, calls).sorted();
    }

    private static boolean isNetworkType(JavaClass type) {
        return NETWORK_CHANNELS.contains(type.getName())
                || NETWORK_PACKAGES.contains(type.getPackageName()) && !HARMLESS.contains(outermost(type.getName()));
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean isNetworkCall(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        if (!HARMLESS.contains(owner)) {
            return false;
        }
        String simpleOwner = owner.replace("java.net.", "").replaceFirst("Inet[46]Address", "InetAddress");
        String call = simpleOwner + "." + target.getName();
        List<String> parameters = target.getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .toList();
        return NETWORK_CALLS.contains(call)
                || !parameters.isEmpty() && NETWORK_CALLS.contains(call + "(" + parameters.get(0));
    }

    private static JavaClasses classes(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    /** Never run: only its class file is read. */
    private static final class Connects {
        static List<Object> connect() throws Exception {
            List<Object> all = new ArrayList<>();
            all.add(new Socket("localhost", 1));
            all.add(HttpClient.newHttpClient());
            all.add(SocketChannel.open());
            all.add(new URL("file:/").openStream());
            return all;
        }
    }

    /** Never run: only its class file is read. */
    private static final class LooksUp {
        static final Function<InetAddress, String> NAME = InetAddress::getHostName;

        static InetSocketAddress lookUp() throws Exception {
            return new InetSocketAddress(
                    "localhost", InetAddress.getByName("localhost").hashCode());
        }
    }

    /** Never run: only its class file is read. */
    private static final class Formats {
        static String format(byte[] address) throws Exception {
            InetAddress host = InetAddress.getByAddress(address);
            return new InetSocketAddress(host, 1).getHostString() + host.getHostAddress();
        }
    }
}
