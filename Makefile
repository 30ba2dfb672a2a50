MVN := ./mvnw -B -ntp
# The image that the Deployment runs.
IMAGE ?= $(shell awk '$$1 == "image:" { print $$2 }' deploy/base/deployment.yaml)
BUNDLE_IMAGE ?= $(shell echo $(IMAGE) | sed 's/:\([^/:]*\)$$/-bundle:v\1/')
CATALOG_IMAGE ?= $(shell echo $(IMAGE) | sed 's/:[^/:]*$$/-catalog:latest/')
# Another base image, such as one pinned by its digest, which the release does.
BASE ?=
CONTAINER ?= $(shell command -v podman || command -v docker || echo podman)

.PHONY: help demo test test-api chaos soak fuzz bench sbom generate check-generated format image print-image bundle-image catalog-image

help: ## Lists the targets
	@awk -F ': ## ' '/^[a-z-]+: ## / { printf "%-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Shows ten days of a rotation in a minute and a half, in the terminal
	@echo "Building it first: a minute, and more where Maven has yet to download."
	@$(MVN) -q -Pdemo package
	@java -jar target/demo/quarkus-app/quarkus-run.jar

test: ## Builds, and runs all tests that need no API server
	$(MVN) verify

test-api: ## Tests against a real API server: API_SERVER_VERSION, or built already in API_SERVER_DIR
	$(MVN) verify -Papi

RUNS ?= 10
SEED ?= 1

chaos: ## Lets all go wrong around the operator, RUNS times from SEED on; against the API server of test-api
	$(MVN) verify -Papi -Dit.test=ChaosApiIT -Dchaos.runs=$(RUNS) -Dchaos.seed=$(SEED) -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false

QUARTERS ?= 1

soak: ## Lets fifty rotations live through QUARTERS of a year from SEED on, in half an hour each; as chaos
	$(MVN) verify -Papi -Dit.test=SoakApiIT -Dsoak.quarters=$(QUARTERS) -Dsoak.seed=$(SEED) -Dsoak.rotations=50 -Dsoak.days=91 -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false

# One of Webhook, Rotation, State, Matcher, Expression, Mail, Slack and GitHub: see docs/fuzzing.md.
TARGET ?= Webhook
MINUTES ?= 10

fuzz: ## Looks for input that breaks something: TARGET, such as Mail, for MINUTES
	JAZZER_FUZZ=1 $(MVN) test -Dtest=$(TARGET)FuzzTest -Djazzer.hooks=true -Djazzer.max_duration=$(MINUTES)m

BENCHES := StartBench FootprintBench HandoverBench StormBench SteadyBench
BENCH = $(MVN) -q -Pbench exec:exec -Dbench=

bench: ## Measures what docs/performance.md tells: an hour; against the API server of test-api
	@$(MVN) -q -f src/bench/empty package
	@$(MVN) -q -Pbench package
	@$(foreach bench,$(BENCHES),$(BENCH)io.operatefirst.oncall.bench.$(bench) &&) true
	@$(BENCH)org.openjdk.jmh.Main

sbom: ## Writes what is in the image to target/bom.json, in the format of CycloneDX
	$(MVN) -q package cyclonedx:makeBom -DskipTests

generate: ## Writes what is generated: the CRDs, the reference, the OLM bundle, golden files
	$(MVN) -q package -DskipTests
	$(MVN) -q test -Dgolden.update=true

check-generated: ## Fails where crds/, docs/ or deploy/olm/ are not what the build writes
	@git diff -- crds docs deploy/olm
	@test -z "$$(git status --porcelain -- crds docs deploy/olm)" || \
		{ echo "not what the build writes: make generate, and commit it"; exit 1; }

format: ## Formats the sources
	$(MVN) -q spotless:apply

image: ## Builds the container image, with podman or docker
	$(MVN) -q package -DskipTests
	@chmod -R a+rX target/quarkus-app
	$(CONTAINER) build -t $(IMAGE) $(if $(BASE),--build-arg BASE=$(BASE)) .

print-image:
	@echo $(IMAGE)

bundle-image: ## Builds the image of the OLM bundle
	$(CONTAINER) build -f deploy/olm/bundle.Dockerfile -t $(BUNDLE_IMAGE) deploy/olm

catalog-image: ## Builds the image of the OLM catalog
	$(CONTAINER) build -f deploy/olm/catalog.Dockerfile -t $(CATALOG_IMAGE) deploy/olm
