#!/usr/bin/env bash
# What a good database administrator would write for the same files: fetch, load, one join, split, checksums, put and rename. It knows
# every answer beforehand (table script.answers: session, serial, cleaned values), keeps no history and explains nothing. The limit
# the hub is measured against.
set -euo pipefail
work=$1 host=$2 port=$3 key=$4 known_hosts=$5 user=$6 database_port=$7 extract=$8
sftp_options=(-q -P "$port" -i "$key" -o "UserKnownHostsFile=$known_hosts" -o StrictHostKeyChecking=yes -b)
sql=(psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$database_port" -U postgres -d postgres)
rm -rf "$work"; mkdir -p "$work/out"; cd "$work"
lap() { printf '%s %s\n' "$1" "$(date +%s%N)" >> laps; }
lap begin

echo "get registry/for-the-script/$extract extract.csv" > get.batch
sftp "${sftp_options[@]}" get.batch "$user@$host" > /dev/null
lap get

"${sql[@]}" <<SQL
truncate script.extract restart identity;
\copy script.extract (registration_id, name, name_hi, gender, year_of_birth, mobile, category, id_type, home_address, home_pincode, posting_facility, posting_district, posting_pincode, registered_at) from 'extract.csv' with (format csv, header true)
SQL
lap load

"${sql[@]}" <<SQL
set work_mem = '256MB';
\copy (select a.file, a.session_id, a.revision, a.serial, a.registration_id, a.name, a.name_hi, a.gender, a.year_of_birth, a.mobile, a.category, a.id_type, a.posting_facility, a.slot, a.basis from script.extract e join script.answers a using (row_no) order by a.file, a.serial) to 'rosters.txt' with (format csv)
\copy (select file, line from script.indexes order by file, place) to 'indexes.txt' with (format text, delimiter E'\x1f')
SQL
lap join

cd out
awk -v header="session_id,revision,serial,registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,posting_facility,slot,basis" '
    /^roster-/ {
        comma = index($0, ",")
        if (substr($0, 1, comma - 1) != file) {
            if (file != "") close(file)
            file = substr($0, 1, comma - 1)
            printf "%s\r\n", header > file
        }
        printf "%s\r\n", substr($0, comma + 1) > file
    }' ../rosters.txt
awk -F '\x1f' '{ if ($1 != file) { if (file != "") close(file); file = $1 } printf "%s\r\n", $2 > file }' ../indexes.txt
find . -name '*.csv' -printf '%f\0' | xargs -0 sha256sum | awk '{ file = $2 ".sha256"; print > file; close(file) }'
cd ..
lap files

for folder in $(ls out | sed -E 's/^(roster|index)-(.*)-(BR[0-9]+-[0-9]+-)?[0-9]{4}-[0-9]{2}-[0-9]{2}.*/\2/; s/-BR[0-9]+-[0-9]+$//' | sort -u); do
    {
        find out \( -name "roster-$folder-BR*" -o -name "index-$folder-[0-9]*" \) -printf '%f\n' | sort \
            | awk -v to="districts/$folder/rosters/" '{ print "put out/" $1 " " to $1 ".part"; print "rename " to $1 ".part " to $1 }'
    } > put.batch
    sftp "${sftp_options[@]}" put.batch "$user@$host" > /dev/null
done
lap put
