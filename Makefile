# dossier: README.md says what it is. Everything made goes below OUT. `make help` lists the targets.
OUT ?= out
CC ?= cc
ifneq ($(words $(OUT)),1)
$(error OUT is a path without spaces, not “$(OUT)”)
endif
PREFIX ?= /usr/local
DESTDIR ?=
VERSION = 0.1.0
FUZZ_TIME ?= 60
BENCH_PAGES ?= 10 100 1000
# The text of captured PDFs is read by poppler, which is under the GPL. make POPPLER=no builds without it.
POPPLER ?= yes
POPPLER_yes = poppler-glib
POPPLER_DEFS_yes = -DWITH_POPPLER

PKGS = cairo cairo-pdf pango pangoft2 pangocairo harfbuzz harfbuzz-subset fontconfig freetype2 libzip libxml-2.0 libqpdf \
       libjpeg libpng librsvg-2.0 jansson icu-i18n lcms2 libdeflate zlib glib-2.0 libqrencode $(POPPLER_$(POPPLER))
# As system directories: the warnings of other people's headers are not ours. Quiet, since `make deps` runs before they exist.
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I\//-isystem \//g')
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhyphen -lm
CHECK_CFLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS = $(shell pkg-config --libs check)
WARN = -Wall -Wextra -Werror
OPT ?= -O2 -g
SAN ?=
DEFS = -DDOSSIER_VERSION='"$(VERSION)"' -DDOSSIER_SOURCE_DIR='"$(CURDIR)"' -DDOSSIER_DATA_DIR='"$(PREFIX)/share/dossier"' \
       $(POPPLER_DEFS_$(POPPLER))
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(WARN) $(OPT) $(SAN) -Isrc $(DEFS) $(PKG_CFLAGS) $(CFLAGS)
# make Q= shows the whole commands.
Q ?= @
JOBS := $(shell nproc 2>/dev/null || echo 2)

ROOMS = base capture cite doc check style chart layout pdf epub
$(foreach r,$(ROOMS),$(eval OBJ_$(r) := $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/$(r)/*.c)))))
# What a room's tests may link: the room and those below it.
BELOW_base = base
BELOW_capture = base capture
BELOW_cite = base cite
BELOW_doc = base cite doc
BELOW_check = base capture cite doc check
BELOW_style = base cite doc style
BELOW_chart = base cite doc style chart
BELOW_layout = base cite doc style chart layout
BELOW_pdf = base cite doc style chart layout pdf
BELOW_epub = base cite doc style chart layout epub
BELOW_fonts =
BELOW_fuzz = base capture cite doc check style
MAIN_OBJ = $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/*.c src/cmd/*.c)))
ALL_OBJ = $(foreach r,$(ROOMS),$(OBJ_$(r)))

.PHONY: all help deps demo check run-tests tests asan fuzz lint format bench proof regen install dist clean test $(ROOMS:%=test-%)
all: $(OUT)/bin/dossier ## build the program

$(OUT)/bin/dossier: $(MAIN_OBJ) $(ALL_OBJ)
	@mkdir -p $(@D)
	@echo "  LD  $@"
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(OUT)/obj/%.o: src/%.c $(OUT)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# Other flags, other objects: the file changes only when they do.
FLAGS := $(CC) $(CFLAGS_ALL)
$(OUT)/flags: FORCE
	@pkg-config --exists $(PKGS) || { echo "Libraries are missing: run 'make deps' first." >&2; \
	    pkg-config --print-errors --exists $(PKGS); exit 2; }
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS_TEXT" | cmp -s - $@ || printf '%s\n' "$$FLAGS_TEXT" >$@
FORCE:
export FLAGS_TEXT = $(FLAGS)

define ROOM_TESTS
TESTS_$(1) := $$(patsubst tests/%.c,$(OUT)/tests/%,$$(sort $$(wildcard tests/$(1)/test_*.c)))
$$(TESTS_$(1)): $(OUT)/tests/%: tests/%.c tests/test.h $$(foreach b,$$(BELOW_$(1)),$$(OBJ_$$(b))) $(OUT)/flags
	@mkdir -p $$(@D)
	@echo "  CC  $$<"
	$(Q)$$(CC) $$(CFLAGS_ALL) -Itests $$(CHECK_CFLAGS) -o $$@ $$< $$(foreach b,$$(BELOW_$(1)),$$(OBJ_$$(b))) \
	    $$(LDFLAGS) $$(PKG_LIBS) $$(CHECK_LIBS)
test-$(1): $$(TESTS_$(1))
	@for t in $$^; do $$$$t || exit 1; done
endef
$(foreach r,$(ROOMS) fonts,$(eval $(call ROOM_TESTS,$(r))))
test: $(ROOMS:%=test-%) test-fonts

C_TESTS = $(foreach r,$(ROOMS) fonts,$(TESTS_$(r)))
# Scripts that print "ok" and "not ok": one a file, tests/<folder>/test_<topic>.sh.
SCRIPT_TESTS = tests/tools/includes.sh tests/tools/compilers.sh $(sort $(wildcard tests/*/test_*.sh)) tests/validate/run.sh
tests: all $(C_TESTS)

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

# Packages may come only in a recipe, after this file was read: so the work that needs them is a make of its own.
deps: ## install the packages that building and testing need (asks first on a terminal)
	tests/tools/deps.sh test

demo: ## install what is missing, build, and compile the real dossier to out/
	tests/tools/deps.sh build
	$(MAKE) -j$(JOBS) all
	$(OUT)/bin/dossier build content/partenariats.xml -o $(OUT)
	@ls -l $(OUT)/partenariats.pdf $(OUT)/partenariats.epub

check: ## install what is missing, build, run every test; ends with "N passed, N failed"
	tests/tools/deps.sh test
	$(MAKE) -j$(JOBS) tests
	@$(MAKE) --no-print-directory run-tests

run-tests:
	@OUT="$(abspath $(OUT))" DOSSIER="$(abspath $(OUT))/bin/dossier" CURDIR="$(CURDIR)" \
	    tests/run $(OUT)/logs $(C_TESTS) $(SCRIPT_TESTS)

asan: ## the C tests and the bad-input tests once more under AddressSanitizer and UBSan
	@$(MAKE) -j$(JOBS) OUT=$(OUT)/asan OPT='-O1 -g -fno-omit-frame-pointer' WARN='-Wall -Wextra -Wno-format-truncation' \
	    SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined' tests
	@CK_FORK=no MEMORY_KB=unlimited OUT="$(abspath $(OUT))/asan" DOSSIER="$(abspath $(OUT))/asan/bin/dossier" \
	    LSAN_OPTIONS=suppressions=$(CURDIR)/tests/tools/lsan.txt:print_suppressions=0 \
	    tests/run $(OUT)/asan/logs $(C_TESTS:$(OUT)/%=$(OUT)/asan/%) $(filter-out tests/validate/% tests/tools/%,$(SCRIPT_TESTS))

# libFuzzer: one program a file tests/fuzz/fuzz_<x>.c, with its words in <x>.dict and its seeds in the folders of SEEDS_<x>.
SEEDS_css = styles tests/cli/cases $(wildcard tests/style/cases)
SEEDS_cite = tests/cite/cases
SEEDS_load = content/examples tests/cli/cases tests/doc/cases tests/check/cases
SEEDS_records = tests/doc/cases/parts tests/check/cases/parts content
SEEDS_image = content/images content/examples/images tests/cli/cases
FUZZERS = $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_SAN = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
fuzz: ## fuzz each target for FUZZ_TIME seconds (60)
	@$(MAKE) -j$(JOBS) OUT=$(OUT)/fuzz CC=clang OPT='-O1 -g' SAN='$(FUZZ_SAN)' fuzzers
	@$(MAKE) --no-print-directory -j$(JOBS) OUT=$(OUT)/fuzz $(FUZZERS:%=fuzz-%)
fuzz-%:
	@mkdir -p $(OUT)/corpus/$*
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/tools/lsan.txt:print_suppressions=0 $(OUT)/tests/fuzz_$* \
	    -max_total_time=$(FUZZ_TIME) -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 -verbosity=0 \
	    -dict=tests/fuzz/$*.dict -artifact_prefix=$(OUT)/$*- $(OUT)/corpus/$* $(SEEDS_$*)
fuzzers: $(FUZZERS:%=$(OUT)/tests/fuzz_%)
$(OUT)/tests/fuzz_%: tests/fuzz/fuzz_%.c $(foreach b,$(BELOW_fuzz),$(OBJ_$(b)))
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LDFLAGS) $(PKG_LIBS)

C_FILES = $(sort $(wildcard src/*.c src/*/*.c))
lint: ## clang-tidy and cppcheck, both without a word
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppressions-list=tests/tools/cppcheck.txt -j $(JOBS) -Isrc $(DEFS) src
	@$(MAKE) --no-print-directory -k -j$(JOBS) $(C_FILES:src/%=$(OUT)/tidy/%)
	@echo "lint: clean"
# Its object knows which headers a file reads: what has not changed is not read again.
$(OUT)/tidy/%.c: src/%.c $(OUT)/obj/%.o .clang-tidy
	@mkdir -p $(@D)
	@echo "  TIDY $<"
	@clang-tidy --quiet $< -- $(filter-out -Werror,$(CFLAGS_ALL)) 2>$@.log || { cat $@.log >&2; exit 1; }
	@mv $@.log $@

format: ## clang-format over every C file
	clang-format -i $(wildcard src/*.[ch] src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

bench: all $(OUT)/tests/bench_tags ## time, memory, pages, lines and tags of builds of 10, 100 and 1,000 pages (BENCH_PAGES) and of the real dossier
	@OUT="$(abspath $(OUT))" DOSSIER="$(abspath $(OUT))/bin/dossier" tests/bench/run.sh $(BENCH_PAGES)
	@for n in $(BENCH_PAGES); do $(OUT)/tests/bench_tags $(OUT)/bench/$$n/bench.xml || exit 1; done
$(OUT)/tests/bench_tags: tests/bench/tags.c $(foreach b,$(BELOW_pdf),$(OBJ_$(b))) $(OUT)/flags
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $(filter-out %/flags,$^) $(LDFLAGS) $(PKG_LIBS)

proof: all ## one contact sheet of every set piece, in every style and on A4, A5 and letter: OUT/proof/*.png
	@DOSSIER="$(abspath $(OUT))/bin/dossier" tests/proof/proof.sh $(OUT)/proof

regen: tests ## write the expected files of the regression pairs anew: look at the diff before you commit it
	@REGEN=1 OUT="$(abspath $(OUT))" DOSSIER="$(abspath $(OUT))/bin/dossier" \
	    tests/run $(OUT)/logs $(C_TESTS) $(filter-out tests/tools/% tests/validate/%,$(SCRIPT_TESTS)) || true
	@git status --short tests

SHARE = $(DESTDIR)$(PREFIX)/share
TEMPLATES = compte-rendu.xml article.xml article-sources.json institution.xml opinion.xml
install: all ## install below PREFIX (/usr/local), staged in DESTDIR
	@mkdir -p $(DESTDIR)$(PREFIX)/bin $(SHARE)/doc 2>/dev/null && test -w $(DESTDIR)$(PREFIX)/bin || { \
	    echo "$(DESTDIR)$(PREFIX) cannot be written: sudo make install, or make install PREFIX=$$HOME/.local" >&2; exit 2; }
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/dossier/styles $(SHARE)/dossier/fonts $(SHARE)/man/man1 $(SHARE)/doc/dossier
	install -m 755 $(OUT)/bin/dossier $(DESTDIR)$(PREFIX)/bin/dossier
	install -m 644 styles/*.css styles/*.csl $(SHARE)/dossier/styles/
	install -m 644 fonts/fonts.conf fonts/manifest.tsv $(SHARE)/dossier/fonts/
	install -m 644 src/doc/dossier.rng $(SHARE)/dossier/dossier.rng
	install -d $(SHARE)/dossier/templates/images
	install -m 644 $(TEMPLATES:%=content/examples/%) $(SHARE)/dossier/templates/
	install -m 644 content/examples/images/brumath.svg $(SHARE)/dossier/templates/images/
	install -m 644 docs/dossier.1 $(SHARE)/man/man1/dossier.1
	install -m 644 docs/vocabulary.md docs/styles.md $(SHARE)/doc/dossier/

dist: ## a tarball of the last commit
	@mkdir -p $(OUT)
	git archive --prefix=dossier-$(VERSION)/ -o $(OUT)/dossier-$(VERSION).tar.gz HEAD
	@echo $(OUT)/dossier-$(VERSION).tar.gz

clean: ## remove OUT
	rm -rf $(OUT)

-include $(shell find $(OUT)/obj -name '*.d' 2>/dev/null)
