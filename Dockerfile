# The operator's image: make image
#
# The tag is a release line: each build takes the security fixes that Red Hat has put under it. Pin
# a digest where a build must be repeatable.
FROM registry.access.redhat.com/ubi9/openjdk-17-runtime:1.24

# What changes least comes first. All belongs to root and can be read by anybody: OpenShift runs the
# container as a user that nobody knows beforehand, who needs to write to /tmp only.
COPY target/quarkus-app/lib/ /deployments/lib/
COPY target/quarkus-app/quarkus/ /deployments/quarkus/
COPY target/quarkus-app/quarkus-run.jar /deployments/
COPY target/quarkus-app/app/ /deployments/app/

# A small JVM, whatever the heap, which adds about 110 MiB to it. Without memory left it ends, and
# is started again.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxMetaspaceSize=80m \
-XX:ReservedCodeCacheSize=24m -Xss512k -XX:+ExitOnOutOfMemoryError" \
    MALLOC_ARENA_MAX=2

USER 185
EXPOSE 8080
# Not the base image's run script: it adds options of its own, another garbage collector among them.
ENTRYPOINT ["java", "-jar", "/deployments/quarkus-run.jar"]
