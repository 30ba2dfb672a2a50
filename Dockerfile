# The operator's image: make image
#
# The tag is a release line: each build takes the security fixes that Red Hat has put under it. The
# release pins the digest that it finds there.
ARG BASE=registry.access.redhat.com/ubi9/openjdk-17-runtime:1.24
FROM ${BASE}

# What changes least comes first. All belongs to root and can be read by anybody: OpenShift runs the
# container as a user that nobody knows beforehand, who needs to write to /tmp only.
COPY target/quarkus-app/lib/ /deployments/lib/
COPY target/quarkus-app/quarkus/ /deployments/quarkus/
COPY target/quarkus-app/app/ /deployments/app/
COPY src/main/container/ /tmp/container/

# A small JVM, whatever the heap, which adds about 110 MiB to it. Without memory left it ends, and
# is started again.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxMetaspaceSize=80m \
-XX:ReservedCodeCacheSize=24m -Xss512k -XX:+ExitOnOutOfMemoryError" \
    MALLOC_ARENA_MAX=2

# By this JVM and with its options, or it would not be taken.
USER 0
RUN /tmp/container/archive-classes /deployments io.operatefirst.oncall.app.Main
USER 185

EXPOSE 8080
# Not the base image's run script: it adds options of its own, another garbage collector among them.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/deployments/classes.jsa", "@/deployments/java.args"]
